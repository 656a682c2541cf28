/** The finalize subresource of namespaces: only `spec.finalizers` is taken. */
import type { Namespace } from '#kube-api';
import type { UpdateStrategy } from '../verbs/update.ts';

/** @source kube-apiserver v1.37 pkg/registry/core/namespace: namespaceFinalizeStrategy */
export const finalizeStrategy: UpdateStrategy = {
  prepare: (_call, object, stored) => {
    const { finalizers } = (object as Namespace).spec ?? {}; // the path is below namespaces
    const next: Namespace = { ...stored, spec: finalizers ? { finalizers } : {} };
    return next;
  },
  validate: ({ type }, object, stored) => type.validateUpdate(object, stored),
};
