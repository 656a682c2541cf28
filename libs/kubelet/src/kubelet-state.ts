/** What the kubelets of all nodes remember: one worker per pod, and the loops of each node. */
import {
  draw,
  HOUR,
  noCauses,
  noEntries,
  openStream,
  type Causes,
  type Instant,
  type Millis,
  type RandomStream,
} from '#kernel';
import { createEventRecorder, type ApiHost, type EventRecorder } from '#apiserver';
import type { Pod, PodStatus } from '#kube-api';
import type { StoreChange } from '#object-store';
import type { ProbeHost } from '#probe-engine';
import type { Activity, Kill } from './activity.ts';
import { createEvictionState, type EvictionState } from './eviction/eviction-state.ts';
import type { OrderedEnding } from './pod-ending.ts';
import { askedBy, type Asked } from './pod-admission.ts';
import type { PodResources } from './pod-resources.ts';
import { emptyView, type PodView } from './pod-view.ts';
import type { ResizeState } from './resize-state.ts';
import type { KubeletSettings } from './settings.ts';

export type WorkerState = 'sync' | 'terminating' | 'terminated' | 'finished';

export interface BackOffEntry {
  readonly backOffMs: number;
  readonly updatedAt: Instant;
}

export interface ImageBackOff extends BackOffEntry {
  readonly reason: string;
  readonly message: string;
  /** The pull that failed. */
  readonly causes: Causes;
}

/** How far the volumes of a pod are. */
export interface VolumeProgress {
  hasBegun: boolean;
  /** Every volume is set up on the node. */
  isSetUp: boolean;
  /** How long after the last failure the next attempt comes; 0 before the first. */
  retryMs: Millis;
  /** When the sync that waits for them gives up. */
  waitUntil: Instant;
}

/**
 * The worker of a pod. Invariants: (1) at most one activity at a time; (2) the state only moves forward; (3) once
 * terminating nothing is started any more; (4) the grace period only shrinks.
 */
export interface PodWorker {
  readonly uid: string;
  /** Nothing of the pod is left on the node, or the kubelet was stopped: entries about it are void. */
  isForgotten: boolean;
  readonly node: string;
  /** The pod as the worker sees it: as last seen at the API server, but for what came during a sync. */
  pod: Pod;
  /** A newer version that came during the sync under way, which goes on with the one that it began with. */
  update: Pod | undefined;
  /** Its status at the last change of spec or metadata. */
  statusAtUpdate: PodStatus | undefined;
  state: WorkerState;
  /** An update waits for the activity under way. */
  isUpdatePending: boolean;
  activity: Activity | undefined;
  /** Counts activities, so that answers to an older one are void. */
  token: number;
  /** What woke the worker since its last run. */
  causes: Causes;
  /** What changed its status since it was written last. */
  statusCauses: Causes;
  /** An entry that makes the worker run is on its way. */
  isRunPlanned: boolean;
  /** Waits for a relist newer than the last sync. */
  isAwaitingRelist: boolean;
  lastSyncAt: Instant;
  view: PodView;
  observedAt: Instant;
  /** Seconds; 0 until termination begins. */
  graceSeconds: number;
  readonly volumes: VolumeProgress;
  /** The status that the status manager holds. */
  status: PodStatus | undefined;
  statusVersion: number;
  sentVersion: number;
  /** It is among those whose status is to be written. */
  isDirty: boolean;
  /** The object is gone from the API server. */
  isDeleted: boolean;
  /** Why a container could not be started last time. */
  reasons: ReadonlyMap<string, { readonly reason: string; readonly message: string }>;
  crashBackOffs: ReadonlyMap<string, BackOffEntry>;
  imageBackOffs: ReadonlyMap<string, ImageBackOff>;
  kills: ReadonlyMap<string, Kill>;
  /** Resources that were changed after the pod's start. */
  resize: ResizeState | undefined;
  /** Sums of the pod's resources, of the spec that it had last. */
  resources: PodResources | undefined;
  /** What the pod holds of its node; set by {@link setAsked}. */
  asked: Asked;
  /** For which end of its active time a sync is planned. */
  deadline: Instant | undefined;
  /** How the kubelet itself ends the pod; absent while it has no reason to. */
  ending: OrderedEnding | undefined;
  /** Counts requeues, so that an older deadline is void. */
  requeueToken: number;
  readonly stream: RandomStream;
}

export interface NodeKubelet {
  readonly name: string;
  readonly hostIP: string;
  readonly workers: Map<string, PodWorker>;
  /** Milli-CPUs and bytes that the pods of {@link NodeKubelet.workers} ask for together. */
  readonly asked: { cpu: number; memory: number };
  /** Phases of the two periodic loops. */
  readonly relistPhase: number;
  readonly tickPhase: number;
  relistedAt: Instant;
  isRelistPlanned: boolean;
  /** Whose status is to be written. */
  dirty: PodWorker[];
  isFlushPlanned: boolean;
  /** Pulls that wait for the one under way. */
  readonly pullQueue: QueuedPull[];
  isPulling: boolean;
  readonly recorder: EventRecorder;
  /** uids of workers that wait for a relist. */
  readonly awaiting: Map<string, true>;
  /** uids of pods whose changed resources do not fit yet. */
  readonly pendingResizes: Map<string, true>;
  readonly eviction: EvictionState;
  /** Room is being made for a critical pod. */
  preemption: Preemption | undefined;
  /** The machine goes down. */
  shutdown: NodeShutdown | undefined;
  readonly link: ApiLink;
  readonly process: KubeletProcess;
}

/** A critical pod that waits until others have ended. */
export interface Preemption {
  readonly uid: string;
  /** uids; the first one is being ended. */
  victims: readonly string[];
  /** What happened to pods meanwhile: the kubelet sees to it afterwards. */
  readonly changes: StoreChange[];
}

/** Pods that are ended together. */
export interface PodGroup {
  readonly seconds: number;
  readonly uids: readonly string[];
}

export interface NodeShutdown {
  /** Those that are not over yet; the first one is being ended. */
  groups: readonly PodGroup[];
  /** The machine stays up after all. */
  isCancelled: boolean;
}

/** The process of a kubelet. */
export interface KubeletProcess {
  isRunning: boolean;
  /** How often it was started anew. */
  starts: number;
  /** Its last start; long ago before the first one. */
  startedAt: Instant;
}

/** How a kubelet and the API server hear of each other. */
export interface ApiLink {
  /** Nothing gets through: statuses and events wait, changes of pods go unseen. */
  isCut: boolean;
  /** False from a cut until the kubelet has listed its pods again. */
  isWatching: boolean;
  /** Nothing was said about the node since a cut. */
  isStale: boolean;
  /** Counts cuts, so that the steps of an older return are void. */
  cuts: number;
  /** The next round of the node's own status is planned. */
  isRoundPlanned: boolean;
  /** The node is cordoned, as the kubelet reported it last. */
  unschedulable: boolean;
}

export interface QueuedPull {
  readonly worker: PodWorker;
  readonly token: number;
  readonly image: string;
  readonly queuedAt: Instant;
  /** What asked for it. */
  readonly causes: Causes;
}

export interface KubeletState {
  readonly settings: KubeletSettings;
  readonly nodes: Map<string, NodeKubelet>;
  /** Every worker by the uid of its pod. */
  readonly workers: Map<string, PodWorker>;
}

/** The part of a simulation that the kubelets work on. */
export interface KubeletHost extends ApiHost, ProbeHost {
  readonly kubelets: KubeletState;
}

export function createKubeletState(settings: KubeletSettings): KubeletState {
  return { settings, nodes: new Map(), workers: new Map() };
}

/** Adds the kubelet of a node; the phases of its loops come from the seed. */
export function addNodeKubelet(host: KubeletHost, name: string, hostIP: string): NodeKubelet {
  const { settings, nodes } = host.kubelets;
  const stream = openStream(host, `kubelet/${name}`);
  const phase = (period: number): number =>
    settings.requeueJitter === 0 ? 0 : Math.floor(draw(host, stream) * period);
  const node: NodeKubelet = {
    name,
    hostIP,
    workers: new Map(),
    asked: { cpu: 0, memory: 0 },
    relistPhase: phase(settings.relistPeriodMs),
    tickPhase: phase(settings.syncTickMs),
    relistedAt: -1,
    isRelistPlanned: false,
    dirty: [],
    isFlushPlanned: false,
    pullQueue: [],
    isPulling: false,
    recorder: createEventRecorder({ component: 'kubelet', host: name }),
    awaiting: new Map(),
    pendingResizes: new Map(),
    eviction: createEvictionState(),
    preemption: undefined,
    shutdown: undefined,
    link: { isCut: false, isWatching: true, isStale: false, cuts: 0, isRoundPlanned: false, unschedulable: false },
    process: { isRunning: true, starts: 0, startedAt: -HOUR },
  };
  nodes.set(name, node);
  return node;
}

export function createWorker(host: KubeletHost, node: NodeKubelet, pod: Pod): PodWorker {
  const uid = pod.metadata.uid ?? '';
  const worker: PodWorker = {
    uid,
    isForgotten: false,
    node: node.name,
    pod,
    update: undefined,
    statusAtUpdate: pod.status,
    state: 'sync',
    isUpdatePending: false,
    causes: noCauses,
    statusCauses: noCauses,
    activity: undefined,
    token: firstToken(node),
    isRunPlanned: false,
    isAwaitingRelist: false,
    lastSyncAt: -1,
    view: emptyView,
    observedAt: -1,
    graceSeconds: 0,
    volumes: { hasBegun: false, isSetUp: false, retryMs: 0, waitUntil: -1 },
    status: undefined,
    statusVersion: 0,
    sentVersion: 0,
    isDirty: false,
    isDeleted: false,
    reasons: noEntries(),
    crashBackOffs: noEntries(),
    imageBackOffs: noEntries(),
    kills: noEntries(),
    resize: undefined,
    resources: undefined,
    asked: NOTHING,
    deadline: undefined,
    ending: undefined,
    requeueToken: firstToken(node),
    stream: openStream(host, `pod/${uid}`),
  };
  setAsked(node, worker, askedBy(pod));
  node.workers.set(uid, worker);
  host.kubelets.workers.set(uid, worker);
  return worker;
}

const NOTHING: Asked = { cpu: 0, memory: 0, ephemeralStorage: 0, scalars: [], hostPorts: [] };

/** A pod holds this much from now on; nothing when it goes. */
export function setAsked(node: NodeKubelet, worker: PodWorker, asked: Asked = NOTHING): void {
  node.asked.cpu += asked.cpu - worker.asked.cpu;
  node.asked.memory += asked.memory - worker.asked.memory;
  worker.asked = asked;
}

/** Counts of a kubelet that was started anew begin where those before it never came, so that answers to those are void. */
export const firstToken = ({ process }: NodeKubelet): number => process.starts * TOKENS_PER_START;

const TOKENS_PER_START = 2 ** 32;

/** The worker of a pod, wherever it runs. */
export function findPodWorker(host: KubeletHost, uid: string): PodWorker | undefined {
  return host.kubelets.workers.get(uid);
}
