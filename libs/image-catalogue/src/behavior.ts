/** What a container does when it runs, as data: the `podlab/behavior` annotation and the images of the catalogue. */

/** From `at` (seconds of the container's age) on, requests are answered so; the last entry reached holds. */
export interface Reply {
  readonly at: number;
  /** HTTP status. */
  readonly status?: number;
  /** gRPC health answer, such as `SERVING`. */
  readonly serving?: string;
  /** Exit code of a command. */
  readonly code?: number;
  /** Seconds until the answer. */
  readonly latency?: number;
  /** Never answers. */
  readonly hang?: boolean;
  readonly body?: string;
  readonly location?: string;
  readonly stdout?: string;
  readonly stderr?: string;
  /** The command cannot be run at all: the runtime's text. */
  readonly error?: string;
  /** What the request does to a container of the pod. */
  readonly effect?: Effect;
}

export interface Effect {
  /** Absent: the container that was asked. */
  readonly container?: string;
  readonly exitAfter?: number;
  readonly exitCode?: number;
}

export interface PortBehavior {
  readonly port: number;
  readonly kind?: 'http' | 'https' | 'tcp' | 'grpc';
  /** Listens from this age of the container in seconds on; absent: at once. */
  readonly from?: number;
  /** Listens until this age in seconds; absent: to the end. */
  readonly to?: number;
  readonly paths?: Readonly<Record<string, readonly Reply[]>>;
  /** Answers of every other path, or of the gRPC health service. */
  readonly all?: readonly Reply[];
}

export interface ExecBehavior {
  /** Commands whose words, joined by spaces, contain this text. */
  readonly match: string;
  readonly timeline: readonly Reply[];
}

/** What one run of a container does. Times are seconds after its start. */
export interface RunBehavior {
  readonly exitAfter?: number;
  readonly exitCode?: number;
  /** Memory runs out: code 137, or without `exitAfter` the `exitCode` of a process whose child is killed. */
  readonly oomAfter?: number;
  readonly onTerm?: { readonly ignore?: boolean; readonly exitAfter?: number; readonly exitCode?: number };
  readonly startError?: string;
  readonly createError?: string;
  readonly terminationMessage?: string;
  readonly ports?: readonly PortBehavior[];
  readonly exec?: readonly ExecBehavior[];
  readonly logs?: readonly { readonly at: number; readonly line: string }[];
  readonly userLand?: UserLand;
}

/** The files and programs that a container has. Without one its commands are answered from `exec` alone. */
export interface UserLand {
  /** What PID 1 runs as a process; empty: a program of the image's own, of which the behavior says all. */
  readonly argv: readonly string[];
  /** Whose words its shell uses: Debian's, or busybox'. */
  readonly dialect: 'dash' | 'ash';
}

/** A run that all runs share, and what single runs change; the last of `runs` repeats. */
export interface ContainerBehavior extends RunBehavior {
  readonly runs?: readonly RunBehavior[];
}

/** The behavior of run number `run` (from 0). */
export function behaviorOfRun(behavior: ContainerBehavior, run: number): RunBehavior {
  const { runs, ...shared } = behavior;
  const own = runs?.[Math.min(run, runs.length - 1)];
  return own ? { ...shared, ...own } : shared;
}

/** The entry of `timeline` that holds at an age in milliseconds. */
export function replyAt(timeline: readonly Reply[], ageMs: number): Reply | undefined {
  let current: Reply | undefined;
  for (const reply of timeline) if (reply.at * 1000 <= ageMs) current = reply;
  return current;
}

export const BEHAVIOR_ANNOTATION = 'podlab/behavior';

/**
 * The behavior that a pod's annotation gives to a container, by name or by `*`; absent when it says nothing. A text that
 * is no JSON object counts as absent: the API refuses such an annotation before a pod is stored.
 */
export function annotatedBehavior(annotation: string | undefined, container: string): ContainerBehavior | undefined {
  if (annotation === undefined) return undefined;
  const containers = parseAnnotation(annotation)?.containers;
  if (!containers) return undefined;
  return Object.hasOwn(containers, container) ? containers[container] : containers['*'];
}

interface BehaviorAnnotation {
  readonly containers?: Readonly<Record<string, ContainerBehavior>>;
}

/** The parsed annotation, or nothing when it is not a JSON object. */
export function parseAnnotation(text: string): BehaviorAnnotation | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined; // not JSON: reported where the pod is admitted
  }
}
