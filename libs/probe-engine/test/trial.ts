/** One container with one probe in a runtime, under virtual time, and a kubelet that only takes notes. */
import { createKernel, nextEntry, SECOND, takeEntry, type Instant } from '#kernel';
import type { RunBehavior } from '#image-catalogue';
import { formatTime, type Container, type ContainerState, type Pod, type PodStatus, type Probe } from '#kube-api';
import {
  createProbeEngine,
  createProbeState,
  findWorker,
  type ProbedPod,
  type ProbePlace,
  type ProbeClient,
  type ProbeEngine,
  type ProbeHandlers,
  type ProbeHost,
  type ProbeType,
  type ProbeWorker,
} from '#probe-engine';
import { createStore } from '#object-store';
import {
  addNodeRuntime,
  createContainer,
  createRuntime,
  createRuntimeState,
  runPodSandbox,
  startContainer,
} from '#runtime';

export interface TrialOptions {
  readonly type: ProbeType;
  readonly probe: Probe;
  /** Further fields of the container, such as its other probes. */
  readonly container?: Partial<Container>;
  readonly behavior?: RunBehavior;
  readonly handlers?: ProbeHandlers;
  readonly spec?: Partial<Pod['spec']>;
  /** Second at which the kubelet's status shows the container running; it runs since 0. */
  readonly seenAt?: number;
}

export interface Trial {
  readonly host: ProbeHost;
  readonly engine: ProbeEngine;
  readonly client: ProbeClient;
  readonly pod: Pod;
  /** What the kubelet shows of the pod; absent: the kubelet does not know it. */
  status: PodStatus | undefined;
  /** `+<s> <what>`: requests, warnings and results, as they came. */
  readonly log: string[];
  readonly worker: () => ProbeWorker | undefined;
  /** The pod as its kubelet knows it. */
  readonly place: ProbePlace;
}

const NODE = 'n1';
const EPOCH = 1_767_225_600_000;
const latencies = { runPodSandbox: 0, createContainer: 0, startContainer: 0, stopPodSandbox: 0 };
const nowhere = { owner: 'test', kind: 'answer', payload: {} };

/** The trial at 0: the container runs, its probe workers exist. */
export function createTrial(options: TrialOptions): Trial {
  const kernel = createKernel({ seed: 'seed', epoch: EPOCH, timelineLimit: 100_000 });
  const host: ProbeHost = {
    ...kernel,
    store: createStore(),
    runtime: createRuntimeState({ latencies, areImagesPresent: true, pullMs: 0 }),
    probes: createProbeState(),
  };
  addNodeRuntime(host, NODE, '172.18.0.2');
  const engine = createProbeEngine(options.handlers);
  const pod = podOf(options);
  const log: string[] = [];
  const note = (text: string): void => void log.push(`+${host.now / SECOND}s ${text}`);
  const trial: Trial = {
    host,
    engine,
    pod,
    status: {},
    log,
    place: placeOf(pod, () => trial.status),
    worker: () => findWorker(host, 'uid-web', 'app', options.type),
    client: {
      warn: (_host, _worker, { reason, message }) => note(`${reason}: ${message}`),
      changed: (_host, { type, result }) => note(`${type} ${result}`),
    },
  };
  startApp(trial, options.behavior ?? {});
  engine.addPod(host, trial.place, trial.client);
  runUntil(trial, options.seenAt ?? 0);
  trial.status = statusOf('app-0', { running: { startedAt: formatTime(EPOCH) } }, options);
  return trial;
}

/** Where a pod runs and what its kubelet keeps of it. */
export function placeOf(pod: Pod, statusOfPod: () => PodStatus | undefined = () => undefined): ProbePlace {
  const view = { podIP: '10.64.0.2' };
  const owner: ProbedPod = {
    pod,
    view,
    get status() {
      return statusOfPod();
    },
  };
  return { owner, node: NODE, hostIP: '172.18.0.2' };
}

function podOf({ type, probe, container = {}, spec = {} }: TrialOptions): Pod {
  const app: Container = { name: 'app', image: 'app:1.0', [`${type}Probe`]: probe, ...container };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'default', uid: 'uid-web' },
    spec: { containers: [app], ...spec },
  };
}

/** A pod status that shows the container `app` so; it counts as started unless it has a startup probe. */
export function statusOf(id: string, state: ContainerState, { type }: Pick<TrialOptions, 'type'>): PodStatus {
  const started = state.running !== undefined && type !== 'startup';
  const status = { name: 'app', state, lastState: {}, ready: false, started, restartCount: 0, image: '', imageID: '' };
  return { phase: 'Running', containerStatuses: [{ ...status, containerID: `containerd://${id}` }] };
}

/** A sandbox at 10.64.0.2 with the running container `app-0`. */
function startApp({ host }: Trial, behavior: RunBehavior): void {
  const call = { node: NODE, uid: 'uid-web', namespace: 'default', name: 'web', attempt: 0 };
  runPodSandbox(host, { ...call, hostNetwork: false }, nowhere);
  settle(host);
  createContainer(host, { ...call, name: 'app', image: 'app:1.0', behavior }, nowhere);
  settle(host);
  const pod = host.runtime.nodes.get(NODE)?.pods.get('uid-web');
  if (!pod) throw new Error('no pod');
  pod.containers = pod.containers.map((one) => ({ ...one, id: 'app-0' }));
  startContainer(host, { node: NODE, uid: 'uid-web', id: 'app-0' }, nowhere);
  settle(host);
}

function settle(host: ProbeHost): void {
  const runtime = createRuntime();
  for (let entry = takeEntry(host.agenda); entry; entry = takeEntry(host.agenda))
    if (entry.owner === 'runtime') runtime.handle(host, entry);
}

/** Handles every entry up to and including `until` seconds. */
export function runUntil(trial: Trial, until: number): void {
  const { host, engine, client, log } = trial;
  const runtime = createRuntime();
  const end: Instant = until * SECOND;
  for (let next = nextEntry(host.agenda); next && next.at <= end; next = nextEntry(host.agenda)) {
    const entry = takeEntry(host.agenda);
    if (!entry) break;
    host.now = entry.at;
    host.causes = entry.causes;
    const head = host.timeline.entries.length;
    const mark = log.length;
    if (entry.owner === 'runtime') runtime.handle(host, entry);
    else if (entry.owner === 'probe') engine.handle(host, entry, client);
    log.splice(mark, 0, ...requestsSince(host, head));
  }
  host.now = end;
  host.causes = [];
}

function requestsSince(host: ProbeHost, head: number): string[] {
  return host.timeline.entries.slice(head).flatMap(({ type, at, data }) => {
    const { path, status, command, serving, aborted } = data as Facts; // as the runtime writes requests
    if (!type.startsWith('request.') && type !== 'runtime.ExecSync') return [];
    const asked = [type.replace('request.', '').replace('runtime.', ''), path ?? command?.join(' ')];
    return [
      `+${at / SECOND}s ${[...asked, aborted ? 'no answer' : (status ?? serving)].filter((part) => part !== undefined).join(' ')}`,
    ];
  });
}

interface Facts {
  readonly path?: string;
  readonly status?: number;
  readonly command?: readonly string[];
  readonly serving?: string;
  readonly aborted?: boolean;
}

/** What was noted up to and including `until` seconds. */
export function logUntil(trial: Trial, until: number): string[] {
  runUntil(trial, until);
  return trial.log;
}
