/** Bodies from text: JSON or YAML, one document or several; what cannot be read is a 400 with line and column. */
import { LineCounter, parseAllDocuments } from 'yaml';
import { badRequest, type StatusError } from '#kube-api';
import { jsonErrorOffset } from './json-error-offset.ts';

/** Every document of a text: JSON when it begins like JSON, else YAML. Empty documents are left out. */
export function readDocuments(text: string): readonly unknown[] {
  if (/^\s*[{[]/.test(text) && !/^---/m.test(text)) return [readJson(text)];
  return readYaml(text);
}

/** The one document of a text; `undefined` when there is none. */
export function readDocument(text: string): unknown {
  const documents = readDocuments(text);
  if (documents.length > 1) throw badRequest(`the body must be one document, got ${documents.length}`);
  return documents[0];
}

export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed('JSON', describe(text, jsonErrorOffset(text)));
  }
}

/** Aliases may not blow a document up beyond this. */
const ALIAS_LIMIT = 100;

export function readYaml(text: string): readonly unknown[] {
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter, prettyErrors: false, merge: true });
  if (!Array.isArray(documents)) return [];
  return documents.flatMap((document) => {
    const [error] = document.errors;
    if (error) throw malformed('YAML', { ...position(lineCounter, error.pos[0]), what: error.message });
    try {
      const value: unknown = document.toJS({ maxAliasCount: ALIAS_LIMIT });
      return value === null || value === undefined ? [] : [value];
    } catch (failed) {
      const what = failed instanceof Error ? failed.message : String(failed);
      throw malformed('YAML', { ...position(lineCounter, document.range[0]), what });
    }
  });
}

interface Place {
  readonly line: number;
  readonly column: number;
}

function position(lineCounter: LineCounter, offset: number): Place {
  const { line, col } = lineCounter.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

function describe(text: string, offset: number): Place & { readonly what: string } {
  const before = text.slice(0, offset).split('\n');
  const place = { line: before.length, column: (before.at(-1) ?? '').length + 1 };
  const character = text.at(offset);
  return {
    ...place,
    what: character === undefined ? 'unexpected end of input' : `unexpected ${JSON.stringify(character)}`,
  };
}

const malformed = (format: string, { line, column, what }: Place & { readonly what: string }): StatusError =>
  badRequest(`the body is not valid ${format}: line ${line}, column ${column}: ${what}`);
