/** A runtime on one node under virtual time, and a caller that notes the answers: what the specs of the runtime play in. */
import { createKernel, nextEntry, SECOND, takeEntry, type Address, type Instant } from '#kernel';
import type { RunBehavior } from '#image-catalogue';
import { createStore } from '#object-store';
import {
  addNodeRuntime,
  createContainer,
  createRuntime,
  createRuntimeState,
  runPodSandbox,
  startContainer,
  type ContainerRef,
  type RuntimeContainer,
  type RuntimeHost,
  type RuntimePod,
  type RuntimeSettings,
} from '#runtime';

export interface Trial {
  readonly host: RuntimeHost;
  /** `+<s> <call> <result as JSON>`; entries for the kubelet as `+<s> kubelet <kind>`. */
  readonly answers: string[];
}

export const NODE = 'n1';
export const WEB = { node: NODE, uid: 'uid-web' } as const;

const latencies = { runPodSandbox: 50, createContainer: 50, startContainer: 50, stopPodSandbox: 50 };

export function createTrial(settings: Partial<RuntimeSettings> = {}): Trial {
  const kernel = createKernel({ seed: 'seed', epoch: 1_767_225_600_000, timelineLimit: 100_000 });
  const host: RuntimeHost = {
    ...kernel,
    store: createStore(),
    runtime: createRuntimeState({ latencies, areImagesPresent: true, pullMs: 2000, ...settings }),
  };
  addNodeRuntime(host, NODE, '172.18.0.2');
  return { host, answers: [] };
}

/** Where the answer of a call goes; `name` is what it is noted as. */
export const to = (name: string): Address => ({ owner: 'test', kind: name, payload: {} });

/** Handles every entry up to and including `until` seconds. */
export function runUntil({ host, answers }: Trial, until: number): void {
  const runtime = createRuntime();
  const end: Instant = Math.round(until * SECOND);
  for (let next = nextEntry(host.agenda); next && next.at <= end; next = nextEntry(host.agenda)) {
    const entry = takeEntry(host.agenda);
    if (!entry) break;
    host.now = entry.at;
    host.causes = entry.causes;
    if (entry.owner === 'runtime') runtime.handle(host, entry);
    else answers.push(`+${host.now / SECOND}s ${noteOf(entry.owner, entry.kind, entry.payload)}`);
  }
  host.now = end;
  host.causes = [];
}

function noteOf(owner: string, kind: string, payload: unknown): string {
  if (owner === 'kubelet') return `kubelet ${kind}`;
  const { result } = payload as { result?: object }; // answers carry a result
  return `${kind} ${JSON.stringify(result)?.replaceAll(/"id":"[0-9a-f]{64}"/g, '"id":"…"')}`;
}

/** When a call that is made now is answered. */
const soon = ({ host }: Trial): number => (host.now + host.runtime.settings.latencies.runPodSandbox) / SECOND;

export interface PodFacts {
  readonly name?: string;
  readonly uid?: string;
  readonly hostNetwork?: boolean;
}

/** A pod with a ready sandbox, 0.05 s later. */
export function startPod(
  trial: Trial,
  { name = 'web', uid = `uid-${name}`, hostNetwork = false }: PodFacts = {},
): RuntimePod {
  runPodSandbox(trial.host, { node: NODE, uid, namespace: 'default', name, attempt: 0, hostNetwork }, to('sandbox'));
  runUntil(trial, soon(trial));
  return podOf(trial, uid);
}

/** A running container of the pod, 0.1 s later; its `startedAt` is the new now. */
export function startApp(
  trial: Trial,
  behavior: RunBehavior = {},
  { name = 'app', uid = 'uid-web', attempt = 0 } = {},
): ContainerRef {
  createContainer(trial.host, { node: NODE, uid, name, attempt, image: 'app:1.0', behavior }, to('created'));
  runUntil(trial, soon(trial));
  const { id = '' } = podOf(trial, uid).containers.at(-1) ?? {};
  startContainer(trial.host, { node: NODE, uid, id }, to('started'));
  runUntil(trial, soon(trial));
  return { node: NODE, uid, id };
}

/** A running container `app` of the pod `web`, started at 0 s; notes and timeline are empty. Calls take no time. */
export function runningApp(behavior: RunBehavior = {}): { trial: Trial; ref: ContainerRef } {
  const instantly = { runPodSandbox: 0, createContainer: 0, startContainer: 0, stopPodSandbox: 0 };
  const trial = createTrial({ latencies: instantly });
  startPod(trial);
  const ref = startApp(trial, behavior);
  trial.answers.length = 0;
  trial.host.timeline.base += trial.host.timeline.entries.splice(0).length;
  return { trial, ref };
}

export function podOf({ host }: Trial, uid = 'uid-web'): RuntimePod {
  const pod = host.runtime.nodes.get(NODE)?.pods.get(uid);
  if (!pod) throw new Error(`no pod ${uid}`);
  return pod;
}

export function appOf(trial: Trial, uid = 'uid-web'): RuntimeContainer {
  const container = podOf(trial, uid).containers.at(-1);
  if (!container) throw new Error('no container');
  return container;
}
