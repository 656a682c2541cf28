/** Conditions to run until: `Ready`, `web Ready`, `default/web phase=Failed`, `web restarts>=3`, `deleted`, `event=Killing`. */
import type { ContainerStatus, Event, Pod } from '#kube-api';
import { findObject, listObjects } from '#object-store';
import type { Simulation } from './simulation.ts';

/** What must hold for the named pod, or for every pod when none is named (and at least one exists). */
export interface Condition {
  readonly namespace: string;
  readonly pod: string | undefined;
  readonly test: PodTest;
}

export type PodTest =
  | { readonly kind: 'condition'; readonly type: string; readonly status: string }
  | { readonly kind: 'phase'; readonly phase: string }
  | { readonly kind: 'restarts'; readonly least: number }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'event'; readonly reason: string };

export type ParsedCondition =
  { readonly kind: 'ok'; readonly condition: Condition } | { readonly kind: 'error'; readonly message: string };

/** What may stand in a condition; for error messages and help. */
export const CONDITION_FORMS =
  'Ready, <Condition>=<status>, phase=<phase>, restarts>=<n>, event=<reason>, deleted; a pod (name or namespace/name) may come first';

const PHASES = ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'];

export function parseCondition(text: string): ParsedCondition {
  const words = text.trim().split(/\s+/);
  const [subject, predicate] = words.length === 2 ? words : [undefined, words[0]];
  const test = words.length > 2 ? undefined : parseTest(predicate ?? '');
  if (!test) return { kind: 'error', message: `cannot read the condition "${text}": use ${CONDITION_FORMS}` };
  const [namespace, pod] = subject?.includes('/') ? subject.replace(/^pod\//, '').split('/', 2) : ['default', subject];
  return {
    kind: 'ok',
    condition: { namespace: pod === undefined ? 'default' : (namespace ?? 'default'), pod: pod ?? undefined, test },
  };
}

function parseTest(text: string): PodTest | undefined {
  const restarts = /^restarts(?:>=|=)(\d{1,6})$/.exec(text);
  if (restarts) return { kind: 'restarts', least: Number(restarts[1]) };
  if (text.toLowerCase() === 'deleted') return { kind: 'deleted' };
  const [name = '', value] = text.split('=', 2);
  if (name === 'phase')
    return value !== undefined && PHASES.includes(value) ? { kind: 'phase', phase: value } : undefined;
  if (name === 'event') return value ? { kind: 'event', reason: value } : undefined;
  if (PHASES.includes(name) && value === undefined) return { kind: 'phase', phase: name };
  return /^[A-Z][A-Za-z0-9./-]*$/.test(name) ? { kind: 'condition', type: name, status: value ?? 'True' } : undefined;
}

/** True when the condition holds now. */
export function holds(simulation: Simulation, { namespace, pod, test }: Condition): boolean {
  if (test.kind === 'event') return hasEvent(simulation, pod, test.reason);
  if (pod === undefined) {
    const pods = listObjects(simulation.store, 'pods') as Pod[]; // the resource says the type
    return test.kind === 'deleted' ? pods.length === 0 : pods.length > 0 && pods.every((one) => podPasses(one, test));
  }
  const found = findObject(simulation.store, 'pods', { namespace, name: pod }) as Pod | undefined; // the resource says the type
  return test.kind === 'deleted' ? found === undefined : found !== undefined && podPasses(found, test);
}

function hasEvent(simulation: Simulation, pod: string | undefined, reason: string): boolean {
  const events = listObjects(simulation.store, 'events') as Event[]; // the resource says the type
  return events.some((event) => event.reason === reason && (pod === undefined || event.involvedObject.name === pod));
}

function podPasses({ status }: Pod, test: PodTest): boolean {
  if (test.kind === 'phase') return status?.phase === test.phase;
  if (test.kind === 'condition')
    return status?.conditions?.some(({ type, status: value }) => type === test.type && value === test.status) ?? false;
  if (test.kind === 'restarts')
    return restartsOf([...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])]) >= test.least;
  return false;
}

const restartsOf = (statuses: readonly ContainerStatus[]): number =>
  statuses.reduce((sum, { restartCount }) => sum + restartCount, 0);
