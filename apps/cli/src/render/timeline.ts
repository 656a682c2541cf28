/** Timeline entries as lines to read: `+0.487s  web/app  running`. */
import type { TimelineEntry } from '#kernel';
import type { Event, Pod } from '#kube-api';
import { podChanges } from './pod-changes.ts';

export interface RenderOptions {
  /** Also runtime calls, probes and requests. */
  readonly isAll: boolean;
  /** Instant that counts as +0.000s. */
  readonly origin: number;
}

export type Render = (entry: TimelineEntry) => readonly string[];

interface ObjectWrite {
  readonly type: string;
  readonly object: unknown;
}

/** The column of names. */
export const SUBJECT_WIDTH = 18;

/** A renderer remembers the last state of each pod, to show what changed. */
export function createRenderer(options: RenderOptions): Render {
  const pods = new Map<string, Pod>();
  const texts: Readonly<Record<string, (entry: TimelineEntry) => readonly string[]>> = {
    command: ({ data }) => [commandText(data as { method: string; path: string })], // written by the cluster
    fault: ({ data }) => [`fault: ${JSON.stringify(data)}`],
    pod: (entry) => podTexts(pods, entry),
    event: ({ data }) => [eventText((data as ObjectWrite).object as Event)], // written by the store
    process: ({ data }) => [processText(data as { call: string; code?: number; why?: string })], // written by the runtime
    runtime: ({ data }) => (options.isAll ? [callText(data as Record<string, unknown>)] : []), // written by the runtime
    request: ({ data }) => (options.isAll ? [callText(data as Record<string, unknown>)] : []), // written by the runtime
    probe: ({ data }) =>
      options.isAll ? [`${(data as { probe: string }).probe} probe: ${(data as { result: string }).result}`] : [], // written by the probe engine
  };
  return (entry) => {
    const lines = texts[entry.type.split('.', 1)[0] ?? '']?.(entry) ?? [];
    return lines.map(
      (line) => `${time(entry.at - options.origin)}  ${subjectText(entry.subject).padEnd(SUBJECT_WIDTH)}  ${line}`,
    );
  };
}

/** `+0.487s`, in a column. */
export const time = (ms: number): string => `+${(ms / 1000).toFixed(3)}s`.padStart(11);

/** The name without kind and default namespace. */
export function subjectText(subject: string): string {
  const [, ...path] = subject.split('/');
  return (path[0] === 'default' ? path.slice(1) : path).join('/');
}

const commandText = ({ method, path }: { method: string; path: string }): string => `> ${method} ${path}`;

function podTexts(pods: Map<string, Pod>, { data, subject }: TimelineEntry): readonly string[] {
  const { type, object } = data as ObjectWrite; // written by the store
  const before = pods.get(subject);
  if (type === 'DELETED') {
    pods.delete(subject);
    return ['deleted'];
  }
  pods.set(subject, object as Pod); // the entry is about a pod
  return podChanges(before, object as Pod);
}

function eventText({ type, reason, message, count = 1, involvedObject }: Event): string {
  const container = /\{(.+)\}$/.exec(involvedObject.fieldPath ?? '')?.[1];
  const times = count > 1 ? ` (x${count})` : '';
  return `${type === 'Warning' ? '! ' : ''}${reason}${times}: ${container === undefined ? '' : `[${container}] `}${message.trimEnd()}`;
}

function processText({ call, code, why }: { call: string; code?: number; why?: string }): string {
  return call === 'exit'
    ? `process exits with ${code ?? 0}${why === 'exit' || why === undefined ? '' : ` (${why})`}`
    : `process gets ${call}`;
}

function callText({ call, ...facts }: Record<string, unknown>): string {
  const words = Object.entries(facts).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return [String(call), ...words].join(' ');
}
