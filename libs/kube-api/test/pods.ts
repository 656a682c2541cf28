/** Builders for specs: pods and containers with valid fields, and what validation says about a changed one. */
import { decodeObject, defaultPod, validatePod, type Container, type Pod, type PodSpec } from '#kube-api';

/** A valid container, with changes. */
export const container = (changes: Partial<Container> = {}): Container => ({
  name: 'app',
  image: 'app:1.0',
  ...changes,
});

/** A valid pod `default/p`, with changes to its spec. */
export const pod = (changes: Partial<PodSpec> = {}): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p', namespace: 'default' },
  spec: { containers: [container()], ...changes },
});

/** What a new pod with these fields is refused for: `field: text`, decoded and defaulted as by the server. */
export function refusals(spec: object, metadata: object = {}): readonly string[] {
  const body = { metadata: { name: 'p', ...metadata }, spec: { containers: [container()], ...spec } };
  const { object, error } = decodeObject(body, { group: '', version: 'v1', kind: 'Pod' });
  if (error !== undefined) return [error];
  return validatePod(defaultPod(object as Pod)).map(({ field, message }) => `${field}: ${message}`); // decoded as a pod
}

/** The same for changes to its only container. */
export const containerRefusals = (changes: object, spec: object = {}): readonly string[] =>
  refusals({ ...spec, containers: [{ ...container(), ...changes }] });
