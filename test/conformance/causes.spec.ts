/** Every entry of every recorded scenario has a cause, and every cause leads back to a command, a fault or declared time. */
import { describe, expect, test } from '@jest/globals';
import { nextEntry, type Instant, type TimelineEntry, plannedEntries } from '#kernel';
import type { Cluster, Simulation } from '#cluster';
import type { Pod } from '#kube-api';
import type { StoreChange } from '#object-store';
import { scenarioNames, scenarioOf } from './recordings.ts';
import { prepare } from './scenario.ts';
import { waits } from './waits.ts';

interface Played {
  readonly entries: readonly TimelineEntry[];
  /** Kinds of agenda entries that came later than they were planned. */
  readonly waited: ReadonlySet<string>;
}

/** Takes the steps up to an instant, and notes which of the entries that they planned lie in the future. */
function advance(
  simulation: Simulation,
  cluster: Cluster,
  { until, waited }: { until: Instant; waited: Set<string> },
): void {
  const { agenda } = simulation;
  for (let next = nextEntry(agenda); next && next.at <= until; next = nextEntry(agenda)) {
    const first = agenda.nextSerial;
    cluster.step(simulation);
    for (const { at, serial, owner, kind } of plannedEntries(agenda))
      if (serial >= first && at > simulation.now) waited.add(`${owner}/${kind}`);
  }
  cluster.advance(simulation, until);
}

function play(name: string): Played {
  const scenario = scenarioOf(name);
  const { simulation, cluster, steps } = prepare(scenario);
  const waited = new Set<string>();
  for (const { at, command } of steps) {
    advance(simulation, cluster, { until: at, waited });
    cluster.apply(simulation, command);
  }
  advance(simulation, cluster, { until: Math.round(scenario.duration * 1000) + 2500, waited });
  return { entries: simulation.timeline.entries, waited };
}

const played = new Map(scenarioNames.map((name) => [name, play(name)]));
const all = [...played].flatMap(([name, { entries }]) => entries.map((entry) => ({ name, entry, entries })));

const tell = ({ name, entry }: { name: string; entry: TimelineEntry }): string =>
  `${name} #${entry.seq} ${entry.type} ${entry.subject}`;

/** A command, a fault, or what a cluster has from its start. */
const isRoot = ({ type, at, causes }: TimelineEntry): boolean =>
  causes.length === 0 && (type === 'command' || type === 'fault' || at === 0);

const isBinding = ({ type, data }: TimelineEntry): boolean => {
  if (type !== 'pod.modified') return false;
  const { object, previous } = data as StoreChange; // by the entry's type
  return (object as Pod).spec.nodeName !== (previous as Pod).spec.nodeName;
};

/** What an entry may owe to another pod: the turn of its pull, or what that pod left free on the node. */
const mayOweToAnother = (entry: TimelineEntry, cause: TimelineEntry): boolean =>
  entry.type === 'runtime.PullImage' ||
  isBinding(entry) ||
  cause.type === 'runtime.StopPodSandbox' ||
  cause.type === 'pod.deleted';

const podOf = ({ subject }: TimelineEntry): string | undefined => /^pod\/[^/]+\/[^/]+/.exec(subject)?.[0];

describe('the causes of recorded scenarios', () => {
  test('come before what they lead to', () => {
    const wrong = all.filter(({ entry, entries }) =>
      entry.causes.some((seq) => seq >= entry.seq || (entries[seq - 1]?.at ?? Infinity) > entry.at),
    );
    expect(wrong.map(tell)).toEqual([]);
  });

  // As causes come before, an entry is led back to a root when it is one or has causes.
  test('begin with a command, a fault, or the start of the cluster', () => {
    expect(all.filter(({ entry }) => entry.causes.length === 0 && !isRoot(entry)).map(tell)).toEqual([]);
  });

  test('are those of the pod itself, but for what pods share', () => {
    const wrong = all.filter(({ entry, entries }) =>
      entry.causes.some((seq) => {
        const cause = entries[seq - 1];
        const [own, other] = [podOf(entry), cause && podOf(cause)];
        return cause && own !== undefined && other !== undefined && own !== other && !mayOweToAnother(entry, cause);
      }),
    );
    expect(wrong.map(tell)).toEqual([]);
  });

  test('are never an Event: it tells what happens, nothing comes of it', () => {
    const isEvent = (entry: TimelineEntry | undefined): boolean => entry?.type.startsWith('event.') === true;
    const wrong = all.filter(
      ({ entry, entries }) => !isEvent(entry) && entry.causes.some((seq) => isEvent(entries[seq - 1])),
    );
    expect(wrong.map(tell)).toEqual([]);
  });

  test('of what comes later are joined to it by a declared wait', () => {
    const kinds = new Set([...played.values()].flatMap(({ waited }) => [...waited]));
    expect([...kinds].filter((kind) => waits[kind] === undefined)).toEqual([]);
  });
});
