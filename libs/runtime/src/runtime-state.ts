/** What the container runtimes of all nodes hold: sandboxes, containers, processes, image stores and addresses. */
import { type Causes, openStream, type Address, type Instant, type Millis, type RandomStream } from '#kernel';
import type { RunBehavior } from '#image-catalogue';
import type { Container, Pod, ResourceRequirements } from '#kube-api';
import type { StoreHost } from '#object-store';
import { createTree, type Machine, type Pipe, type ProcessTable, type Stream, type Tree } from '#shell';
import type { Terminal } from './terminal.ts';
import { createNodeUsage, type NodeUsage } from './usage-figures.ts';

export interface Sandbox {
  readonly id: string;
  readonly attempt: number;
  readonly state: 'ready' | 'notready';
  readonly hostNetwork: boolean;
  /** Empty for a sandbox in the host's network. */
  readonly ip: string;
  readonly createdAt: Instant;
}

export type ContainerStateName = 'created' | 'running' | 'exited' | 'unknown';

/** One instance of a container. Replaced, never changed, so that an observer may keep what it saw. */
export interface RuntimeContainer {
  readonly id: string;
  readonly name: string;
  /** `pod/<namespace>/<pod>/<container>`: its subject in the timeline. */
  readonly subject: string;
  readonly attempt: number;
  readonly sandboxId: string;
  readonly state: ContainerStateName;
  /** The image as the spec names it. */
  readonly image: string;
  /** Its full name and its digest, as the runtime reports them. */
  readonly imageName: string;
  readonly imageId: string;
  readonly createdAt: Instant;
  readonly startedAt?: Instant | undefined;
  readonly finishedAt?: Instant | undefined;
  readonly exitCode?: number | undefined;
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
  readonly resources?: ResourceRequirements | undefined;
  readonly behavior: RunBehavior;
  readonly setup?: ProcessSetup | undefined;
  /** What its processes left in the file of its termination message. */
  readonly terminationMessage?: string | undefined;
}

/** What the processes of a container find when they start: variables, and what the spec says of their files. */
export interface ProcessSetup {
  readonly env: ReadonlyMap<string, string>;
  readonly pod: Pod;
  readonly container: Container;
}

/** The volumes of a pod that some process has looked at, by name. */
export interface PodVolumes {
  readonly trees: Map<string, Tree>;
  /** The version of the pod that they were made for. */
  pod: Pod;
  /** When the kubelet brings them up to date next. */
  refreshAt: Instant | null;
}

/** The processes and files of a running container, and what was written to its log by the processes of an ended one. */
export interface ContainerMachine {
  readonly machine: Machine;
  /** Variables of every process that comes from outside. */
  readonly env: ReadonlyMap<string, string>;
  /** When it goes on by itself; earlier plans are void. */
  wakeAt: Instant | null;
  /** Commands from outside that have not ended, by process. */
  readonly execs: Map<number, MachineExec>;
  /** Sessions of people outside, by process; absent while there never was one. */
  sessions?: Map<number, string>;
}

export interface MachineExec {
  readonly reply: Address;
  readonly token: number;
  readonly stdout: Stream | undefined;
  readonly stderr: Stream | undefined;
}

/** A command that runs for somebody outside, who writes to it and reads what it says. */
export interface Session {
  readonly ref: { readonly node: string; readonly uid: string; readonly id: string };
  /** Absent for a command that is not a process of a machine. */
  pid: number | undefined;
  input: Pipe | undefined;
  stdout: Stream | undefined;
  stderr: Stream | undefined;
  readonly terminal: Terminal | undefined;
  answer: HttpAnswer | null;
  end: SessionEnd | null;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  /** Where a redirection leads; empty for none. */
  readonly location: string;
}

export type SessionEnd =
  | { readonly kind: 'exited'; readonly code: number }
  /** The command could not be run; the runtime's words. */
  | { readonly kind: 'error'; readonly message: string };

export interface RuntimePod {
  readonly uid: string;
  /** `pod/<namespace>/<name>`: its subject in the timeline. */
  readonly subject: string;
  readonly namespace: string;
  readonly name: string;
  /** Oldest first. */
  sandboxes: readonly Sandbox[];
  /** Oldest first. */
  containers: readonly RuntimeContainer[];
}

/** The main process of a running container. */
export interface Process {
  isTermSent: boolean;
  /** Calls that wait for its end. */
  readonly stops: StopWaiter[];
  readonly execs: RunningExec[];
}

export interface StopWaiter {
  readonly reply: Address;
  readonly begunAt: Instant;
  readonly timeout: number;
}

export interface RunningExec {
  readonly token: number;
  readonly reply: Address;
}

/** What the registry says of an image, where it differs from the settings. */
export interface RegistryImage {
  readonly pullMs: Millis;
  readonly sizeBytes: number;
  /** True: on every node from the start. */
  readonly isPresent: boolean;
  /** Attempts left that fail; -1: all. */
  readonly failTimes: number;
  readonly failure: PullFailure;
}

export type PullFailure = 'notfound' | 'unauthorized' | 'unavailable' | 'signature';

export interface StoredImage {
  readonly isPresent: boolean;
}

export interface NodeRuntime {
  readonly name: string;
  readonly hostIP: string;
  readonly pods: Map<string, RuntimePod>;
  readonly processes: Map<string, Process>;
  /** By container; only of those that have a user land which was asked for something. */
  readonly machines: Map<string, ContainerMachine>;
  /** By pod; only of pods whose containers share their processes. */
  readonly tables: Map<string, ProcessTable>;
  readonly images: Map<string, StoredImage>;
  /** By pod; only of pods with a machine. They go with the pod. */
  readonly volumes: Map<string, PodVolumes>;
  /** The files of the node itself, as hostPath volumes see them. */
  readonly disk: Tree;
  /** uids of pods that changed since the observer last looked, with what changed them. */
  readonly changed: Map<string, Causes>;
  isAnnounced: boolean;
  readonly sandboxErrors: Map<string, { times: number; message: string }>;
  readonly usage: NodeUsage;
  readonly ids: RandomStream;
  /** Which endpoint of a service its pods reach. */
  readonly proxy: RandomStream;
  /** Nothing gets to or from other nodes. */
  isCut: boolean;
  nextAddress: number;
  readonly subnet: number;
}

/** Fixed durations of runtime calls. */
export interface RuntimeLatencies {
  readonly runPodSandbox: Millis;
  readonly createContainer: Millis;
  readonly startContainer: Millis;
  readonly stopPodSandbox: Millis;
}

export interface RuntimeSettings {
  readonly latencies: RuntimeLatencies;
  /** True: an image that the registry says nothing of is on every node already. */
  readonly areImagesPresent: boolean;
  /** How long the registry takes for an image that it says nothing of. */
  readonly pullMs: Millis;
}

export interface RuntimeState {
  readonly settings: RuntimeSettings;
  readonly nodes: Map<string, NodeRuntime>;
  readonly registry: Map<string, RegistryImage>;
  /** Pod address to its node and pod. */
  readonly addresses: Map<string, { readonly node: NodeRuntime; readonly pod: RuntimePod }>;
  /** Files behind persistent volume claims, by namespace and name. */
  readonly claims: Map<string, Tree>;
  nextToken: number;
  /** By the id that whoever opened it chose. */
  readonly sessions: Map<string, Session>;
}

/** The part of a simulation that the runtime works on. */
export interface RuntimeHost extends StoreHost {
  readonly runtime: RuntimeState;
}

export function createRuntimeState(settings: RuntimeSettings): RuntimeState {
  return {
    settings,
    nodes: new Map(),
    registry: new Map(),
    addresses: new Map(),
    claims: new Map(),
    nextToken: 1,
    sessions: new Map(),
  };
}

/** Adds the runtime of a node; its pods get addresses in a subnet of their own. */
export function addNodeRuntime(host: RuntimeHost, name: string, hostIP: string): NodeRuntime {
  const node: NodeRuntime = {
    name,
    hostIP,
    pods: new Map(),
    processes: new Map(),
    machines: new Map(),
    tables: new Map(),
    images: new Map(),
    volumes: new Map(),
    disk: createTree(0o755),
    changed: new Map(),
    isAnnounced: false,
    sandboxErrors: new Map(),
    usage: createNodeUsage(),
    ids: openStream(host, `runtime/${name}`),
    proxy: openStream(host, `proxy/${name}`),
    isCut: false,
    nextAddress: 2,
    subnet: host.runtime.nodes.size,
  };
  host.runtime.nodes.set(name, node);
  return node;
}
