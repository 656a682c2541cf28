/** YAML as kubectl reads it: several documents, `yes` and `on` as booleans, `017` as an octal number. */
import { LineCounter, parseAllDocuments, type Document, type ScalarTag } from 'yaml';
import { MAX_DEPTH } from './go-json.ts';

/** Where something is in a text; both count from 1. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

export interface YamlDocument extends TextPosition {
  readonly value: unknown;
}

export type YamlResult = { readonly documents: readonly YamlDocument[] } | ({ readonly error: string } & TextPosition);

const ALIAS_LIMIT = 100;

const booleans: ScalarTag = {
  tag: 'tag:yaml.org,2002:bool',
  default: true,
  identify: (value) => typeof value === 'boolean',
  test: /^(?:[Yy]|[Yy]es|YES|[Oo]n|ON|[Nn]|[Nn]o|NO|[Oo]ff|OFF)$/,
  resolve: (text) => /^[Yy]|^[Oo][Nn]$/.test(text),
};

const octals: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  identify: (value) => typeof value === 'number',
  test: /^[-+]?0[0-7]+$/,
  resolve: (text) => Number.parseInt(text, 8),
};

/** Reads all documents; empty ones are left out. The first mistake wins, with its line and column. */
export function parseYaml(text: string): YamlResult {
  const lines = new LineCounter();
  const at = (offset: number): TextPosition => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  try {
    const parsed = parseAllDocuments(text, {
      lineCounter: lines,
      schema: 'core',
      merge: true,
      customTags: (tags) => [booleans, octals, ...tags],
      prettyErrors: false,
    });
    return Array.isArray(parsed) ? readDocuments(parsed, at) : { documents: [] };
  } catch (error) {
    if (error instanceof RangeError) return { error: 'the text is nested too deeply', line: 1, column: 1 };
    throw error;
  }
}

type Locate = (offset: number) => TextPosition;

function readDocuments(parsed: readonly Document[], at: Locate): YamlResult {
  const documents: YamlDocument[] = [];
  for (const document of parsed) {
    const [problem] = document.errors;
    if (problem) return { error: problem.message, ...at(problem.pos[0]) };
    const place = at(document.contents?.range?.[0] ?? document.range?.[0] ?? 0);
    const value = toValue(document);
    if ('error' in value) return { error: value.error, ...place };
    if (value.value !== null) documents.push({ value: value.value, ...place });
  }
  return { documents };
}

/** Aliases that unfold beyond measure, and nesting beyond what any object has, are refused. */
function toValue(document: Document): { readonly value: unknown } | { readonly error: string } {
  try {
    const value: unknown = document.toJS({ maxAliasCount: ALIAS_LIMIT });
    return exceedsDepth(value, MAX_DEPTH) ? { error: 'the text is nested too deeply' } : { value };
  } catch (error) {
    if (error instanceof ReferenceError) return { error: error.message };
    throw error;
  }
}

/** True when a value is nested deeper than `limit`. */
export function exceedsDepth(value: unknown, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return limit === 0 || Object.values(value).some((item) => exceedsDepth(item, limit - 1));
}
