/** The same seed and commands give the same simulation, whether it runs straight or through snapshots and forks. */
import { describe, expect, test } from '@jest/globals';
import { draw, hash64, nextEntry, openStream } from '#kernel';
import { createCluster, fork, hashOf, restore, snapshot, type Cluster, type Simulation } from '#cluster';
import { scenarioNames, scenarioOf } from './recordings.ts';
import { prepare } from './scenario.ts';

/** What is done between two steps; it may hand another simulation on. */
type Interruption = (simulation: Simulation) => Simulation;

/** Plays the script of a scenario step by step. */
function play(name: string, interrupt: Interruption): Simulation {
  const scenario = scenarioOf(name);
  const { simulation, cluster, steps } = prepare(scenario);
  let current = simulation;
  const until = (instant: number): void => {
    for (let next = nextEntry(current.agenda); next && next.at <= instant; next = nextEntry(current.agenda)) {
      cluster.step(current);
      current = interrupt(current);
    }
    cluster.advance(current, instant);
  };
  for (const { at, command } of steps) {
    until(at);
    cluster.apply(current, command);
  }
  until(Math.round(scenario.duration * 1000) + 1000);
  return current;
}

const straight: Interruption = (simulation) => simulation;

/** Interrupts at about `times` of the steps that seeded draws choose. */
function atRandom(name: string, share: number, action: Interruption): Interruption {
  const dice = restore(snapshot(prepare(scenarioOf(name)).simulation));
  const stream = openStream(dice, `interrupt/${name}`);
  return (simulation) => (draw(dice, stream) < share ? action(simulation) : simulation);
}

const facts = (simulation: Simulation): object => ({
  hash: hashOf(simulation),
  entries: hash64(JSON.stringify(simulation.timeline.entries)),
  draws: simulation.drawHash,
  steps: simulation.steps,
});

describe('a simulation is a value', () => {
  test.each(scenarioNames)('%s: serialised and restored at random steps it is the same run', (name) => {
    const through = play(
      name,
      atRandom(name, 0.02, (simulation) => restore(snapshot(simulation))),
    );
    expect(facts(through)).toEqual(facts(play(name, straight)));
  });

  test.each(['headline', 'sidecar-order', 'crashloop-two'])(
    '%s: a fork at any step goes on as the original',
    (name) => {
      const forked = play(name, atRandom(name, 0.1, fork));
      expect(facts(forked)).toEqual(facts(play(name, straight)));
    },
  );

  test('what a fork does leaves the original as it was', () => {
    const { simulation, cluster } = prepare(scenarioOf('headline'));
    const before = hashOf(simulation);
    const other = fork(simulation);
    deletePod(cluster, other);
    cluster.advance(other, 60_000);
    expect(hashOf(simulation)).toBe(before);
  });

  test('another seed is another run', () => {
    const scenario = scenarioOf('headline');
    const hashes = ['one', 'two'].map((seed) => hashOf(prepare(scenario, seed).simulation));
    expect(hashes[0]).not.toBe(hashes[1]);
  });

  test('two runs from nothing are the same in every byte', () => {
    const run = (): string => {
      const { simulation, steps } = prepare(scenarioOf('headline'));
      const cluster = createCluster();
      for (const { at, command } of steps) {
        cluster.advance(simulation, at);
        cluster.apply(simulation, command);
      }
      cluster.advance(simulation, 30_000);
      return snapshot(simulation);
    };
    expect(run() === run()).toBe(true);
  });
});

function deletePod(cluster: Cluster, simulation: Simulation): void {
  const path = '/api/v1/namespaces/s-headline/pods/kiada';
  cluster.apply(simulation, { kind: 'request', request: { method: 'DELETE', path } });
}
