/** A probe worker as plain data: one per container and probe type of a pod, kept across restarts of the container. */
import { noCauses, type Causes, type Instant } from '#kernel';
import type { Container, ContainerPort, EnvVar, Pod, PodStatus, Probe } from '#kube-api';
import type { RuntimeHost } from '#runtime';
import type { Asked } from './handlers/handler.ts';
import type { ProbeResult, ProbeType } from './probe-types.ts';

export interface ProbeWorker {
  readonly node: string;
  readonly hostIP: string;
  readonly uid: string;
  /** The pod as its kubelet knows it, at every moment. */
  readonly owner: ProbedPod;
  readonly container: string;
  readonly type: ProbeType;
  readonly probe: Probe;
  /** Ports that the container declares. */
  readonly ports: readonly ContainerPort[];
  /** Environment that the container declares. */
  readonly env: readonly EnvVar[];
  /** Counts resets of the ticker; a tick of an older count is void. */
  ticker: number;
  nextTickAt: Instant;
  /** The instance that the result belongs to. */
  containerId: string;
  result: ProbeResult | undefined;
  lastResult: ProbeResult | undefined;
  resultRun: number;
  /** What the run is made of, while it may change the result. */
  evidence: Causes;
  isOnHold: boolean;
  /** The status under which it was found to be due: while that stands, it need not be read again. */
  steadyStatus: PodStatus | undefined;
  /** What it asks, and whom: the same for as long as the pod has that address. */
  asked: Asked | undefined;
  /** The probe under way. */
  attempt: Attempt | undefined;
  attempts: number;
  /** A tick or trigger that came while a probe was under way. */
  pending: 'none' | 'tick' | 'trigger';
  /** It has ended for good. */
  isRemoved: boolean;
}

export interface Attempt extends Asked {
  readonly token: number;
  readonly redirects: number;
  readonly tries: number;
  readonly startedAt: Instant;
  /** The failure text once it is known that only the time-out is left to come. */
  readonly failure?: string;
}

/** What a probe worker sees of its pod: what the kubelet keeps of it, not the runtime. */
export interface ProbedPod {
  readonly pod: Pod;
  /** The cached status; absent before the first one. */
  readonly status: PodStatus | undefined;
  readonly view: { readonly podIP: string };
}

export interface ProbeState {
  /** By pod uid: few enough per pod to look through. */
  readonly pods: Map<string, ProbeWorker[]>;
  /** How requests of probes name themselves. */
  readonly userAgent: string;
}

export interface ProbeHost extends RuntimeHost {
  readonly probes: ProbeState;
}

/** The state for the kubelets of a minor version. */
export const createProbeState = (version = '1.37'): ProbeState => ({
  pods: new Map(),
  userAgent: `kube-probe/${version}`,
});

/** A worker that has not probed yet. */
export function createWorker(
  container: Container,
  identity: Pick<ProbeWorker, 'node' | 'hostIP' | 'owner' | 'type' | 'probe'>,
): ProbeWorker {
  const { node, hostIP, owner, type, probe } = identity;
  return {
    node,
    hostIP,
    uid: owner.pod.metadata.uid ?? '',
    owner,
    container: container.name,
    type,
    probe,
    ports: container.ports ?? [],
    env: container.env ?? [],
    ticker: 0,
    nextTickAt: 0,
    containerId: '',
    result: undefined,
    lastResult: undefined,
    resultRun: 0,
    evidence: noCauses,
    isOnHold: false,
    steadyStatus: undefined,
    asked: undefined,
    attempt: undefined,
    attempts: 0,
    pending: 'none',
    isRemoved: false,
  };
}

export function findWorker(host: ProbeHost, uid: string, container: string, type: ProbeType): ProbeWorker | undefined {
  return host.probes.pods.get(uid)?.find((worker) => worker.type === type && worker.container === container);
}

/** What a worker knows of an instance of its container: nothing before the first result of that instance. */
export const resultOf = (worker: ProbeWorker | undefined, containerId: string): ProbeResult | undefined =>
  worker?.containerId === containerId ? worker.result : undefined;

/** The address that the pod has now, or had last. */
export const addressOfPod = ({ owner, hostIP }: Pick<ProbeWorker, 'owner' | 'hostIP'>): string =>
  owner.pod.spec.hostNetwork ? hostIP : owner.view.podIP || (owner.status?.podIP ?? '');
