/** Metadata that only the server writes. */
import { extend } from '#kernel';
import type { ObjectMeta } from '#kube-api';

const onCreate: readonly string[] = [
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'resourceVersion',
  'generation',
  'managedFields',
  'selfLink',
];
const onUpdate: readonly string[] = ['resourceVersion', 'generation', 'creationTimestamp', 'managedFields', 'selfLink'];

/**
 * A copy of what a client says in the metadata of a new object, without what is not its to say.
 * @divergence managedFields are kept of objects that were applied on the server's side, and of no others
 */
export const withoutServerFields = (metadata: ObjectMeta): ObjectMeta => without(metadata, onCreate);

/** The same for a changed object: what was set at its creation is left out, too. */
export const withoutStoredFields = (metadata: ObjectMeta): ObjectMeta => without(metadata, onUpdate);

function without(metadata: ObjectMeta, names: readonly string[]): ObjectMeta {
  if (!names.some((name) => name in metadata)) return extend(metadata, {});
  const kept = Object.entries(metadata).filter(([name]) => !names.includes(name));
  return Object.fromEntries(kept) as unknown as ObjectMeta; // all that is left of one
}
