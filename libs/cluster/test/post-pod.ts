/** A pod for the specs of the cluster. */
import type { Cluster } from '../src/cluster.ts';
import type { Simulation } from '../src/simulation.ts';

/** Posts the pod `web` with one container. */
export function postPod(cluster: Cluster, simulation: Simulation): void {
  const body = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'app', image: 'app:1.0' }] },
  };
  const request = { method: 'POST', path: '/api/v1/namespaces/default/pods', body } as const;
  cluster.apply(simulation, { kind: 'request', request });
}
