/** The ephemeralcontainers subresource: only `spec.ephemeralContainers` is taken. */
import { defaultPod, validateEphemeralUpdate, type Pod } from '#kube-api';
import type { UpdateStrategy } from '../verbs/update.ts';

/** @source kube-apiserver v1.37 pkg/registry/core/pod: podEphemeralContainersStrategy */
export const ephemeralStrategy: UpdateStrategy = {
  prepare: (_call, object, stored) => {
    const [sent, before] = [object as Pod, stored as Pod]; // the path is below pods
    const { ephemeralContainers } = defaultPod({ ...before, spec: { ...before.spec, ...pick(sent) } }).spec;
    const { ephemeralContainers: _old, ...spec } = before.spec;
    const next: Pod = { ...before, spec: { ...spec, ...(ephemeralContainers && { ephemeralContainers }) } };
    return next;
  },
  validate: (_call, object, stored) => validateEphemeralUpdate(object as Pod, stored as Pod), // the path is below pods
};

const pick = ({ spec }: Pod): Partial<Pod['spec']> => ({ ephemeralContainers: spec.ephemeralContainers ?? [] });
