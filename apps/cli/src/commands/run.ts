/** `podlab run`: manifests in, a timeline out, in one process without a server. */
import { readFileSync } from 'node:fs';
import { parseManifests, type KubeObject, type Pod } from '#kube-api';
import {
  createCluster,
  createObjects,
  createSimulation,
  parseCondition,
  runUntil,
  type Cluster,
  type Condition,
  type Profile,
  type Simulation,
} from '#cluster';
import { listObjects } from '#object-store';
import { createLogReader } from '../render/logs.ts';
import { createRenderer } from '../render/timeline.ts';

export interface RunOptions {
  /** Milliseconds. */
  readonly for: number;
  readonly until?: string;
  readonly profile: Profile;
  readonly kubernetesVersion?: string;
  readonly seed: string;
  readonly nodes: number;
  readonly all: boolean;
  /** What containers write stands between the other lines. */
  readonly logs: boolean;
  readonly json: boolean;
}

const MET = 0;
const NOT_MET = 1;
const REFUSED = 2;

/** The nodes are known to the scheduler before the manifests come. */
const SETTLE_MS = 100;
const SLICE_MS = 60_000;
/** So that no container is gone before what it wrote has been shown. */
const SLICE_WITH_LOGS_MS = 500;

/** Plays the manifests; the exit code tells the outcome. */
export async function runManifests(files: readonly string[], options: RunOptions): Promise<number> {
  const condition = readCondition(options.until);
  const objects = files.map((file) => readObjects(file));
  if (condition === 'bad' || objects.includes('bad')) return REFUSED;
  const cluster = createCluster();
  const simulation = createSimulation({
    seed: options.seed,
    nodes: options.nodes,
    settings: {
      profile: options.profile,
      ...(options.kubernetesVersion !== undefined && { kubernetesVersion: options.kubernetesVersion }),
    },
  });
  cluster.advance(simulation, SETTLE_MS);
  const slice = options.logs ? SLICE_WITH_LOGS_MS : SLICE_MS;
  const run = { cluster, simulation, slice, show: createPrinter(simulation, options) };
  if (!create(run, (objects as KubeObject[][]).flat())) return REFUSED; // none is bad, as just seen
  const isMet = play(run, condition, options.for);
  run.show();
  return outcome(simulation, condition, isMet);
}

interface Run {
  readonly cluster: Cluster;
  readonly simulation: Simulation;
  /** Milliseconds between two prints. */
  readonly slice: number;
  /** Prints what has happened since the last call. */
  readonly show: () => void;
}

function complain(message: string): 'bad' {
  console.error(`podlab: ${message}`);
  return 'bad';
}

function readCondition(text: string | undefined): Condition | undefined | 'bad' {
  if (text === undefined) return undefined;
  const parsed = parseCondition(text);
  return parsed.kind === 'ok' ? parsed.condition : complain(parsed.message);
}

function readObjects(file: string): readonly KubeObject[] | 'bad' {
  try {
    const parsed = parseManifests(readFileSync(file === '-' ? 0 : file, 'utf8'));
    return 'error' in parsed ? complain(`${file}:${parsed.line}:${parsed.column}: ${parsed.error}`) : parsed.objects;
  } catch (error) {
    return complain(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function create({ cluster, simulation }: Run, objects: readonly KubeObject[]): boolean {
  if (objects.length === 0) return complain('no manifest in the input') !== 'bad';
  const { results, refusal } = createObjects(cluster, simulation, objects);
  for (const warning of results.flatMap(({ warnings }) => warnings ?? [])) console.error(`Warning: ${warning}`);
  return refusal === undefined || complain(refusal.message ?? 'refused') !== 'bad';
}

/** Lets time pass, printing as it goes; true when the condition was met. */
function play({ cluster, simulation, slice, show }: Run, condition: Condition | undefined, forMs: number): boolean {
  const end = simulation.now + forMs;
  while (simulation.now < end) {
    const until = Math.min(end, simulation.now + slice);
    if (condition === undefined) cluster.advance(simulation, until);
    else if (runUntil(cluster, simulation, { condition, until }) === 'met') return true;
    show();
  }
  return false;
}

function createPrinter(simulation: Simulation, { all, json, logs }: RunOptions): () => void {
  const render = createRenderer({ isAll: all, origin: SETTLE_MS });
  const readLogs = createLogReader(simulation, SETTLE_MS);
  let seen = simulation.timeline.base + simulation.timeline.entries.length;
  return () => {
    const entries = simulation.timeline.entries.slice(Math.max(0, seen - simulation.timeline.base));
    seen = entries.at(-1)?.seq ?? seen;
    if (json) return entries.forEach((entry) => console.log(JSON.stringify(entry)));
    const lines = entries.flatMap((entry) => render(entry).map((text) => ({ at: entry.at, text })));
    for (const { text } of [...lines, ...(logs ? readLogs() : [])].sort((a, b) => a.at - b.at)) console.log(text);
  };
}

function outcome(simulation: Simulation, condition: Condition | undefined, isMet: boolean): number {
  if (condition !== undefined) return isMet ? MET : NOT_MET;
  const pods = listObjects(simulation.store, 'pods') as Pod[]; // the resource says the type
  return pods.some(({ status }) => status?.phase === 'Failed') ? NOT_MET : MET;
}
