/** Plays one random simulation and looks at every step whether a law is broken. */
import { headOf, nextEntry } from '#kernel';
import {
  createCluster,
  createSimulation,
  fork,
  hashOf,
  replay,
  restore,
  snapshot,
  type Cluster,
  type JournalEntry,
  type Simulation,
  type SimulationOptions,
} from '#cluster';
import { createDice, type Dice } from './dice.ts';
import { createMemory, laws, remember, type Memory } from './laws.ts';
import { randomCommands } from './random-commands.ts';

export interface Broken {
  readonly seed: string;
  readonly at: number;
  readonly step: number;
  readonly law: string;
  readonly what: string;
}

const DURATION_MS = 300_000;

/** What was broken first; nothing when all laws held. */
export function sweepOne(seed: string): Broken | undefined {
  const dice = createDice(seed);
  const cluster = createCluster();
  const options = randomOptions(dice, seed);
  const simulation = createSimulation(options);
  const journal = [...imagesOf(dice), ...randomCommands(dice, DURATION_MS)];
  const watch: Watch = { seed, cluster, simulation, memory: createMemory(), seen: headOf(simulation.timeline) };
  try {
    for (const { at, command } of journal) {
      const broken = stepTo(watch, at) ?? applyAndLook(watch, command);
      if (broken) return broken;
    }
    return stepTo(watch, DURATION_MS) ?? checkOthers(watch, dice, { options, journal });
  } catch (error) {
    return report(watch, 'no step throws', error instanceof Error ? error.message : String(error));
  }
}

const randomOptions = (dice: Dice, seed: string): SimulationOptions => ({
  seed,
  nodes: 1 + dice.upTo(2),
  settings: {
    profile: dice.pick(['realistic', 'textbook']),
    kubernetesVersion: dice.pick(['1.34', '1.35', '1.36', '1.37', '1.37']),
    runtime: { areImagesPresent: true },
    kubelet: { serializeImagePulls: dice.chance(0.7), shutdownGraceMs: 20_000, shutdownGraceCriticalPodsMs: 5000 },
  },
});

function imagesOf(dice: Dice): readonly JournalEntry[] {
  const images = [
    { name: 'slow:1.0', present: false, pullSeconds: 1 + dice.upTo(20) },
    { name: 'missing:1.0', present: false, failTimes: -1 },
    { name: 'flaky:1.0', present: false, failTimes: 1 + dice.upTo(3), pullSeconds: 1 },
  ];
  return images.map((options) => ({ at: 0, command: { kind: 'fault', fault: 'set-image', options } }));
}

interface Watch {
  readonly seed: string;
  readonly cluster: Cluster;
  readonly simulation: Simulation;
  readonly memory: Memory;
  seen: number;
}

function stepTo(watch: Watch, until: number): Broken | undefined {
  const { cluster, simulation } = watch;
  for (let next = nextEntry(simulation.agenda); next && next.at <= until; next = nextEntry(simulation.agenda)) {
    cluster.step(simulation);
    const broken = look(watch);
    if (broken) return broken;
  }
  cluster.advance(simulation, until);
  return undefined;
}

function applyAndLook(watch: Watch, command: JournalEntry['command']): Broken | undefined {
  watch.cluster.apply(watch.simulation, command);
  return look(watch);
}

/** Holds the laws against what is new in the timeline. */
function look(watch: Watch): Broken | undefined {
  const { simulation, memory } = watch;
  const { entries, base } = simulation.timeline;
  for (const entry of entries.slice(watch.seen - base)) {
    for (const [law, holds] of Object.entries(laws)) {
      const what = holds({ entry, memory, simulation });
      if (what !== undefined) return report(watch, law, `${entry.type} ${entry.subject}: ${what}`);
    }
    remember(memory, entry);
    watch.seen = entry.seq;
  }
  return undefined;
}

const report = ({ seed, simulation }: Watch, law: string, what: string): Broken => ({
  seed,
  at: simulation.now,
  step: simulation.steps,
  law,
  what,
});

interface Origin {
  readonly options: SimulationOptions;
  readonly journal: readonly JournalEntry[];
}

/** One in eight is also gone on with from a snapshot and from a fork, and played again from its commands. */
function checkOthers(watch: Watch, dice: Dice, { options, journal }: Origin): Broken | undefined {
  const { cluster, simulation } = watch;
  if (!dice.chance(0.125)) return undefined;
  const others = [restore(snapshot(simulation)), fork(simulation)];
  const until = simulation.now + 60_000;
  for (const one of [simulation, ...others]) cluster.advance(one, until);
  others.push(replay(cluster, options, { journal, until }));
  const isSame = others.every((other) => hashOf(other) === hashOf(simulation));
  return isSame ? undefined : report(watch, 'snapshot, fork and replay go on as the original', 'they differ');
}
