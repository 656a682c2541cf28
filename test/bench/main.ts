/** Bench: prints each figure, as JSON lines with `--json`. Ratios are against a bare agenda loop run beside it. */
import { spawnSync } from 'node:child_process';
import { runBareAgenda } from './bare-agenda.ts';
import { runPodLives } from './pod-lives.ts';
import { createOne, idleKilobytes, runCrashLoop } from './simulations.ts';

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly note: string;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const repeat = <T>(times: number, run: () => T): T[] => Array.from({ length: times }, run);

/** How many times longer the engine took than a bare agenda with as many entries. */
function ratioNote(entries: number, seconds: number, pending: number): string {
  const bare = median(repeat(3, () => runBareAgenda(entries, pending)));
  return `${entries} entries; ${(seconds / bare).toFixed(1)} times a bare agenda loop of as many entries (${(bare * 1000).toFixed(2)} ms)`;
}

function lifeFigures(): Figure[] {
  warmUp();
  const runs = repeat(3, () => runPodLives({ nodes: 100, alive: 5000, lives: 10_000 }));
  const main = runs.toSorted((a, b) => a.seconds - b.seconds)[1] ?? runs[0];
  if (!main) return [];
  return [
    {
      name: 'pod_lives_per_s',
      value: main.lives / main.seconds,
      unit: '1/s',
      note: `100 nodes, 5,000 pods alive; ${ratioNote(main.entries, main.seconds, 10_000)}`,
    },
  ];
}

/** Until the code is compiled, as it is in a server that has run for a while. */
const warmUp = (): void => void repeat(2, () => runPodLives({ nodes: 100, alive: 1000, lives: 5000 }));

function growthFigures(): Figure[] {
  warmUp();
  const cost = (alive: number): number => {
    const { seconds, lives } = runPodLives({ nodes: Math.max(2, alive / 50), alive, lives: 6000 });
    return seconds / lives;
  };
  const pairs = repeat(5, () => ({ few: cost(100), many: cost(10_000) })); // in turn, so that both see the same machine
  const growth = median(pairs.map(({ many }) => many)) / median(pairs.map(({ few }) => few));
  const note = 'cost per pod at 10,000 pods alive over that at 100';
  return [{ name: 'pod_cost_growth', value: growth, unit: 'ratio', note }];
}

function smallFigures(): Figure[] {
  repeat(300, runCrashLoop); // until the code is compiled, as it is in a server that has run for a while
  const loops = repeat(21, runCrashLoop);
  const loop = median(loops.map(({ ms }) => ms));
  repeat(50, createOne);
  const entries = 2_000_000;
  const bare = median(repeat(3, () => runBareAgenda(entries, 1000)));
  return [
    {
      name: 'crash_loop_20m_ms',
      value: loop,
      unit: 'ms',
      note: `one pod, 20 simulated minutes; ${ratioNote(loops[0]?.entries ?? 0, loop / 1000, 10)}`,
    },
    { name: 'simulation_create_ms', value: median(repeat(101, createOne)), unit: 'ms', note: 'three nodes' },
    {
      name: 'simulation_idle_kb',
      value: idleKilobytes(300),
      unit: 'KB',
      note: 'heap per idle simulation with three nodes',
    },
    { name: 'bare_agenda_entries_per_s', value: entries / bare, unit: '1/s', note: 'take one, add one, 1,000 pending' },
  ];
}

const groups: Readonly<Record<string, () => Figure[]>> = {
  small: smallFigures,
  lives: lifeFigures,
  growth: growthFigures,
};

/** A group runs in a process of its own: what one compiled for, or left in the heap, does not slow the next one down. */
function figuresOf(group: string): Figure[] {
  const [script = ''] = process.argv.slice(1);
  const child = spawnSync(process.execPath, [...process.execArgv, script, `--group=${group}`], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.status !== 0) throw new Error(`the figures of ${group} could not be taken`);
  return JSON.parse(child.stdout) as Figure[]; // printed by ourselves
}

const isJson = process.argv.includes('--json');
const line = (figure: Figure): string =>
  isJson
    ? JSON.stringify(figure)
    : `${figure.name.padEnd(28)} ${figure.value.toFixed(3).padStart(14)} ${figure.unit.padEnd(6)} ${figure.note}`;

const group = process.argv.find((arg) => arg.startsWith('--group='))?.slice('--group='.length);
if (group !== undefined) console.log(JSON.stringify(groups[group]?.() ?? []));
else for (const name of Object.keys(groups)) for (const figure of figuresOf(name)) console.log(line(figure));
