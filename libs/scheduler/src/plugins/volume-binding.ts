/** VolumeBinding: a pod waits for the claims that it names. */
import type { Pod } from '#kube-api';
import { findObject } from '#object-store';
import type { FilterPlugin } from '../plugin.ts';

const NAME = 'VolumeBinding';

/**
 * @source kube-scheduler v1.37 plugins/volumebinding: PreFilter
 * @divergence a claim that exists counts as bound: volumes are stored only, and have no topology here
 */
export const volumeBinding: FilterPlugin = {
  name: NAME,
  prepare({ host, pod }) {
    const missing = claimsOf(pod).find(
      (claim) => !findObject(host.store, 'persistentvolumeclaims', { namespace: pod.metadata.namespace, name: claim }),
    );
    if (missing === undefined) return undefined;
    const reasons = [`persistentvolumeclaim "${missing}" not found`];
    return { rejection: { plugin: NAME, reasons, unresolvable: true, afterwards: 'not found' } };
  },
  wokenBy: {
    ClaimAdd: ({ pod }, { namespace, name }) => pod.metadata.namespace === namespace && claimsOf(pod).includes(name),
  },
};

function claimsOf({ spec: { volumes = [] } }: Pod): string[] {
  return volumes.flatMap(({ persistentVolumeClaim }) =>
    persistentVolumeClaim ? [persistentVolumeClaim.claimName] : [],
  );
}
