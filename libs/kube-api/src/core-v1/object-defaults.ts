/** What the API server fills into namespaces and secrets. */
import { encodeBase64 } from '../text/base64.ts';
import type { Namespace, Secret } from './objects.ts';

/** The label that carries the name, and the finalizer that the namespace controller takes away. */
export function defaultNamespace(namespace: Namespace): Namespace {
  const { metadata } = namespace;
  const labels = metadata.name ? { ...metadata.labels, 'kubernetes.io/metadata.name': metadata.name } : metadata.labels;
  return {
    ...namespace,
    metadata: labels ? { ...metadata, labels } : metadata,
    spec: namespace.spec?.finalizers ? namespace.spec : { finalizers: ['kubernetes'] },
  };
}

/** `stringData` is written only: it becomes part of `data`. */
export function foldStringData(secret: Secret): Secret {
  const { stringData, ...rest } = secret;
  if (!stringData) return secret;
  const encoded = Object.fromEntries(Object.entries(stringData).map(([key, value]) => [key, encodeBase64(value)]));
  return { ...rest, data: { ...secret.data, ...encoded } };
}
