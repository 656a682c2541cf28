/** Random commands: requests and faults at random instants of a random simulation. */
import type { Command, JournalEntry } from '#cluster';
import type { Dice } from './dice.ts';
import { randomPod } from './random-pod.ts';

const NAMESPACE = '/api/v1/namespaces/default';
const PODS = `${NAMESPACE}/pods`;
const NODE = '/api/v1/nodes/node-1';

/** Up to three pods within the first 20 s, and what happens to them until `duration` ms. */
export function randomCommands(dice: Dice, duration: number): readonly JournalEntry[] {
  const pods = Array.from({ length: 1 + dice.upTo(3) }, (_, index) => `p${index + 1}`);
  const creations = pods.map((name): JournalEntry => ({
    at: dice.upTo(20_000),
    command: request('POST', PODS, randomPod(dice, name)),
  }));
  const others = Array.from({ length: dice.upTo(8) }, (): JournalEntry => ({
    at: dice.upTo(duration),
    command: dice.pick(kinds)(dice, dice.pick(pods)),
  }));
  const recoveries = dice.chance(0.5) ? recovery.map((command) => ({ at: Math.round(duration * 0.7), command })) : [];
  return [...creations, ...others, ...recoveries].toSorted((a, b) => a.at - b.at);
}

/** Whatever happened to the first node, it comes back. */
const recovery: readonly Command[] = [
  { kind: 'fault', fault: 'start-kubelet', options: { node: 'node-1' } },
  { kind: 'fault', fault: 'partition', options: { node: 'node-1', isCut: false } },
  { kind: 'fault', fault: 'set-node-usage', options: { node: 'node-1', memory: '0' } },
];

type Method = 'POST' | 'PATCH' | 'DELETE';

const request = (method: Method, path: string, body?: unknown): Command => ({
  kind: 'request',
  request: {
    method,
    path,
    ...(method === 'PATCH' && { contentType: 'application/strategic-merge-patch+json' }),
    ...(body !== undefined && { body }),
  },
});

const target = (pod: string): { readonly namespace: string; readonly pod: string } => ({ namespace: 'default', pod });

const kinds: readonly ((dice: Dice, pod: string) => Command)[] = [
  (_dice, pod) => request('DELETE', `${PODS}/${pod}`),
  (dice, pod) =>
    request('DELETE', `${PODS}/${pod}`, {
      kind: 'DeleteOptions',
      apiVersion: 'v1',
      gracePeriodSeconds: dice.pick([0, 1, 3, 20]),
    }),
  (_dice, pod) =>
    request('POST', `${PODS}/${pod}/eviction`, { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: pod } }),
  (dice, pod) =>
    request('PATCH', `${PODS}/${pod}`, {
      spec: { containers: [{ name: 'c1', image: dice.pick(['app:2.0', 'missing:1.0']) }] },
    }),
  (dice, pod) => request('PATCH', `${PODS}/${pod}`, { spec: { activeDeadlineSeconds: 1 + dice.upTo(60) } }),
  (dice, pod) =>
    request('PATCH', `${PODS}/${pod}/status`, {
      status: { conditions: [{ type: 'example.com/gate', status: dice.pick(['True', 'False']) }] },
    }),
  (dice, pod) =>
    request('PATCH', `${PODS}/${pod}/resize`, {
      spec: { containers: [{ name: 'c1', resources: { requests: { cpu: dice.pick(['50m', '2', '7']) } } }] },
    }),
  (dice, pod) =>
    request('PATCH', `${PODS}/${pod}/ephemeralcontainers`, {
      spec: { ephemeralContainers: [{ name: `e${dice.upTo(3)}`, image: dice.pick(['app:1.0', 'missing:1.0']) }] },
    }),
  () => request('POST', `${NAMESPACE}/configmaps`, { metadata: { name: 'settings' }, data: { mode: 'fast' } }),
  () => request('DELETE', `${NAMESPACE}/configmaps/settings`),
  (dice) => request('PATCH', NODE, { spec: { unschedulable: dice.chance(0.5) } }),
  (dice) =>
    request('PATCH', NODE, {
      spec: { taints: dice.chance(0.5) ? [{ key: 'down', value: 'yes', effect: 'NoExecute' }] : null },
    }),
  (dice, pod) => ({
    kind: 'fault',
    fault: 'exit-container',
    options: { ...target(pod), container: dice.pick(['c1', 'c1', 'c2', 'i1']), code: dice.pick([0, 1, 3]) },
  }),
  (_dice, pod) => ({ kind: 'fault', fault: 'kill-sandbox', options: target(pod) }),
  (dice, pod) => ({
    kind: 'fault',
    fault: 'fail-sandbox',
    options: { ...target(pod), times: 1 + dice.upTo(2), message: 'no network' },
  }),
  (dice, pod) => ({
    kind: 'fault',
    fault: 'set-usage',
    options: { ...target(pod), memory: dice.pick(['0', '1Gi', '9Gi']), ephemeralStorage: dice.pick(['0', '95Gi']) },
  }),
  (dice) => ({ kind: 'fault', fault: 'set-node-usage', options: { node: 'node-1', memory: dice.pick(['0', '8Gi']) } }),
  (dice) => ({ kind: 'fault', fault: 'shutdown-node', options: { node: 'node-1', cancel: dice.chance(0.3) } }),
  (dice) => ({ kind: 'fault', fault: 'partition', options: { node: 'node-1', isCut: dice.chance(0.5) } }),
  () => ({ kind: 'fault', fault: 'stop-kubelet', options: { node: 'node-1' } }),
  () => ({ kind: 'fault', fault: 'start-kubelet', options: { node: 'node-1' } }),
];
