/** Bodies of requests as text: JSON or YAML. */
import { parseGoJson } from './go-json.ts';
import { parseYaml } from './yaml-text.ts';

/** The parsed body with the keys that came twice, or why it cannot be read. */
export type ParsedBody =
  { readonly value: unknown; readonly duplicates: readonly string[] } | { readonly error: string };

const yamlTypes = new Set(['application/yaml', 'application/apply-patch+yaml']);

/** Parses the text of a body. Anything but YAML counts as JSON; an empty JSON body is an unexpected end of input. */
export function parseBody(text: string, contentType: string = 'application/json'): ParsedBody {
  if (!yamlTypes.has(contentType)) return parseGoJson(text);
  const result = parseYaml(text);
  if ('error' in result) return { error: `yaml: line ${result.line}: ${result.error}` };
  return { value: result.documents[0]?.value, duplicates: [] };
}
