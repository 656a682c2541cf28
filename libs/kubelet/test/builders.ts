/** Pods, runtime instances, views and statuses with valid defaults, for the specs of the kubelet. */
import type { Container, ContainerState, ContainerStatus, Pod, PodSpec } from '#kube-api';
import type { RuntimeContainer, Sandbox } from '#runtime';
import { emptyView, type PodView } from '../src/pod-view.ts';

export const IMAGE = 'app:1.0';

export const container = (name: string, more: Partial<Container> = {}): Container => ({ name, image: IMAGE, ...more });

export const sidecar = (name: string, more: Partial<Container> = {}): Container =>
  container(name, { restartPolicy: 'Always', ...more });

export const containers = (...names: readonly string[]): readonly Container[] => names.map((name) => container(name));

/** A pod with the container `app`, or whatever `spec` says. */
export function pod(spec: Partial<PodSpec> = {}, metadata: Partial<Pod['metadata']> = {}): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'default', uid: 'uid-web', generation: 1, ...metadata },
    spec: { containers: containers('app'), restartPolicy: 'Always', terminationGracePeriodSeconds: 30, ...spec },
  };
}

export type InstanceFacts = Partial<RuntimeContainer>;

export const running: InstanceFacts = { state: 'running', startedAt: 1000 };
export const created: InstanceFacts = { state: 'created' };
export const unknown: InstanceFacts = { state: 'unknown' };

/** Ended with `exitCode` at 9 s. */
export const exited = (exitCode: number, more: InstanceFacts = {}): InstanceFacts => ({
  state: 'exited',
  startedAt: 1000,
  finishedAt: 9000,
  exitCode,
  reason: exitCode === 0 ? 'Completed' : 'Error',
  ...more,
});

/** An instance in sandbox `s0`; its id is `<name>-<attempt>`. */
export function instance(name: string, facts: InstanceFacts = running): RuntimeContainer {
  const attempt = facts.attempt ?? 0;
  return {
    id: `${name}-${attempt}`,
    name,
    subject: `pod/default/web/${name}`,
    attempt,
    sandboxId: 's0',
    state: 'running',
    image: IMAGE,
    imageName: 'docker.io/library/app:1.0',
    imageId: 'docker.io/library/app@sha256:0',
    createdAt: 500,
    behavior: {},
    ...facts,
  };
}

/** A ready sandbox `s0` in the pod network. */
export const sandbox = (facts: Partial<Sandbox> = {}): Sandbox => ({
  id: 's0',
  attempt: 0,
  state: 'ready',
  hostNetwork: false,
  ip: '10.64.0.2',
  createdAt: 100,
  ...facts,
});

/** What the kubelet sees: instances, oldest first, and one ready sandbox unless told otherwise. */
export const view = (
  instances: readonly RuntimeContainer[] = [],
  sandboxes: readonly Sandbox[] = [sandbox()],
): PodView => ({ ...emptyView, at: 10_000, sandboxes, containers: instances, podIP: sandboxes.at(-1)?.ip ?? '' });

const STATUS_TIMES = { startedAt: '2026-01-01T00:00:01Z', finishedAt: '2026-01-01T00:00:09Z' };

export const runningState: ContainerState = { running: { startedAt: STATUS_TIMES.startedAt } };

export const waitingState = (reason = 'ContainerCreating'): ContainerState => ({ waiting: { reason } });

export const endedState = (exitCode: number, reason = exitCode === 0 ? 'Completed' : 'Error'): ContainerState => ({
  terminated: { exitCode, reason, ...STATUS_TIMES },
});

/** A container status; started and ready as long as it runs. */
export function status(name: string, state: ContainerState, more: Partial<ContainerStatus> = {}): ContainerStatus {
  const isRunning = state.running !== undefined;
  return {
    name,
    state,
    lastState: {},
    ready: isRunning,
    started: isRunning,
    restartCount: 0,
    image: IMAGE,
    imageID: '',
    ...more,
  };
}
