/** Manifests: text with one or several objects, as people write them into files. */
import type { KubeObject } from '../meta-v1/object-meta.ts';
import { parseYaml, type TextPosition, type YamlDocument } from './yaml-text.ts';

/** The objects in order, or the first mistake and where it is. */
export type ManifestResult = { readonly objects: readonly KubeObject[] } | ({ readonly error: string } & TextPosition);

/**
 * Reads YAML or JSON (which is YAML) with any number of documents. Objects in a `List` count one by one. Every object must
 * say its apiVersion and kind; nothing else is checked here.
 */
export function parseManifests(text: string): ManifestResult {
  const parsed = parseYaml(text);
  if ('error' in parsed) return parsed;
  const objects: KubeObject[] = [];
  for (const document of parsed.documents) {
    const problem = addObjects(document, objects);
    if (problem) return { error: problem, line: document.line, column: document.column };
  }
  return { objects };
}

/** What is wrong with a document; nothing when its objects were added. */
function addObjects({ value }: Pick<YamlDocument, 'value'>, objects: KubeObject[]): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return 'a manifest must be an object with apiVersion and kind';
  const { apiVersion, kind } = value as Partial<KubeObject>; // looked at before it counts as one
  const missing = [
    ...(typeof apiVersion === 'string' && apiVersion !== '' ? [] : ['apiVersion not set']),
    ...(typeof kind === 'string' && kind !== '' ? [] : ['kind not set']),
  ];
  if (missing.length > 0) return missing.join(', ');
  if (kind !== 'List') {
    objects.push(value as KubeObject); // has both fields that make it one
    return undefined;
  }
  const items = 'items' in value && Array.isArray(value.items) ? (value.items as readonly unknown[]) : [];
  for (const item of items) {
    const problem = addObjects({ value: item }, objects);
    if (problem) return problem;
  }
  return undefined;
}
