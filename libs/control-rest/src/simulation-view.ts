/** A simulation as the control API shows it. */
import { formatTime } from '#kube-api';
import { listObjects } from '#object-store';
import type { ClockState, LiveSimulation } from '#simulations';

export interface SimulationView {
  readonly id: string;
  readonly name: string;
  /** Wall time. */
  readonly createdAt: string;
  readonly seed: string;
  readonly profile: string;
  readonly kubernetesVersion: string;
  /** Gates that differ from the version's defaults. */
  readonly featureGates: Readonly<Record<string, boolean>>;
  /** Date of virtual time 0. */
  readonly epoch: string;
  readonly nodes: number;
  readonly pods: number;
  readonly clock: ClockState;
  /** Where its Kubernetes API is. */
  readonly server: string;
}

export function viewSimulation({ id, name, createdAt, simulation }: LiveSimulation, clock: ClockState): SimulationView {
  const { seed, settings, epoch, store } = simulation;
  return {
    id,
    name,
    createdAt,
    seed,
    profile: settings.profile,
    kubernetesVersion: settings.kubernetesVersion,
    featureGates: settings.featureGates,
    epoch: formatTime(epoch),
    nodes: listObjects(store, 'nodes').length,
    pods: listObjects(store, 'pods').length,
    clock,
    server: `/simulations/${id}`,
  };
}

/** A kubeconfig whose only cluster is the simulation; `host` is how the client reached this server. */
export function kubeconfigOf({ id }: LiveSimulation, host: string): string {
  const server = JSON.stringify(`http://${host}/simulations/${id}`);
  return `apiVersion: v1
kind: Config
clusters:
  - name: podlab
    cluster: { server: ${server}, insecure-skip-tls-verify: true }
users:
  - name: podlab
    user: {}
contexts:
  - name: podlab
    context: { cluster: podlab, user: podlab, namespace: default }
current-context: podlab
`;
}
