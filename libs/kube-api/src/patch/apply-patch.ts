/** Patches: applying one of the three formats to an object. */
import type { KubeObject } from '../meta-v1/object-meta.ts';
import { applyJsonPatch } from './json-patch.ts';
import { applyMergePatch } from './merge-patch.ts';
import { applyStrategicPatch } from './strategic-patch.ts';

export interface Patching {
  readonly object: KubeObject;
  readonly patch: unknown;
  /** The kind whose merge keys a strategic merge patch goes by. */
  readonly kind: string;
}

const formats = {
  json: ({ object, patch }: Patching) => applyJsonPatch(object, patch),
  merge: ({ object, patch }: Patching) => applyMergePatch(object, patch),
  strategic: ({ object, patch, kind }: Patching) => applyStrategicPatch(object, patch, kind),
};

/** The patched object, not yet checked in any way. Throws a StatusError when the patch cannot be read or applied. */
export const applyPatch = (format: keyof typeof formats, patching: Patching): unknown => formats[format](patching);
