/** Bodies from text: JSON or YAML, one document or several; what cannot be read is a 400 with line and column. */
import { badRequest, parseYaml, type TextPosition } from '#kube-api';
import { jsonErrorOffset } from './json-error-offset.ts';

/** Why a text cannot be read, and where. */
export interface SyntaxProblem extends TextPosition {
  readonly what: string;
}

export type TextFormat = 'json' | 'yaml';

/** Every document of a text: JSON when it begins like JSON, else YAML. Empty documents are left out. */
export function readDocuments(text: string): readonly unknown[] {
  const format = formatOf(text);
  const problem = findSyntaxProblem(text, format);
  if (problem) throw badRequest(`the body is not valid ${format.toUpperCase()}: ${describeProblem(problem)}`);
  if (format === 'json') return [JSON.parse(text)];
  const parsed = parseYaml(text);
  return 'documents' in parsed ? parsed.documents.map(({ value }) => value) : [];
}

/** The one document of a text; `undefined` when there is none. */
export function readDocument(text: string): unknown {
  const documents = readDocuments(text);
  if (documents.length > 1) throw badRequest(`the body must be one document, got ${documents.length}`);
  return documents[0];
}

const formatOf = (text: string): TextFormat => (/^\s*[{[]/.test(text) && !/^---/m.test(text) ? 'json' : 'yaml');

export const describeProblem = ({ line, column, what }: SyntaxProblem): string =>
  `line ${line}, column ${column}: ${what}`;

/** The first thing in a text that is not JSON or YAML. */
export function findSyntaxProblem(text: string, format: TextFormat): SyntaxProblem | undefined {
  return format === 'json' ? jsonProblem(text) : yamlProblem(text);
}

function yamlProblem(text: string): SyntaxProblem | undefined {
  const parsed = parseYaml(text);
  return 'error' in parsed ? { what: parsed.error, line: parsed.line, column: parsed.column } : undefined;
}

function jsonProblem(text: string): SyntaxProblem | undefined {
  if (isJson(text)) return undefined;
  const offset = jsonErrorOffset(text);
  const before = text.slice(0, offset).split('\n');
  const character = text.at(offset);
  const what = character === undefined ? 'unexpected end of input' : `unexpected ${JSON.stringify(character)}`;
  return { what, line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
