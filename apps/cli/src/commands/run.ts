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
  readonly json: boolean;
}

const MET = 0;
const NOT_MET = 1;
const REFUSED = 2;

/** The nodes are known to the scheduler before the manifests come. */
const SETTLE_MS = 100;
const SLICE_MS = 60_000;

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
  const run = { cluster, simulation, show: createPrinter(simulation, options) };
  if (!create(run, (objects as KubeObject[][]).flat())) return REFUSED; // none is bad, as just seen
  const isMet = play(run, condition, options.for);
  run.show();
  return outcome(simulation, condition, isMet);
}

interface Run {
  readonly cluster: Cluster;
  readonly simulation: Simulation;
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
function play({ cluster, simulation, show }: Run, condition: Condition | undefined, forMs: number): boolean {
  const end = simulation.now + forMs;
  while (simulation.now < end) {
    const until = Math.min(end, simulation.now + SLICE_MS);
    if (condition === undefined) cluster.advance(simulation, until);
    else if (runUntil(cluster, simulation, { condition, until }) === 'met') return true;
    show();
  }
  return false;
}

function createPrinter(simulation: Simulation, { all, json }: RunOptions): () => void {
  const render = createRenderer({ isAll: all, origin: SETTLE_MS });
  let seen = simulation.timeline.base + simulation.timeline.entries.length;
  return () => {
    for (const entry of simulation.timeline.entries.slice(Math.max(0, seen - simulation.timeline.base))) {
      if (json) console.log(JSON.stringify(entry));
      else for (const line of render(entry)) console.log(line);
      seen = entry.seq;
    }
  };
}

function outcome(simulation: Simulation, condition: Condition | undefined, isMet: boolean): number {
  if (condition !== undefined) return isMet ? MET : NOT_MET;
  const pods = listObjects(simulation.store, 'pods') as Pod[]; // the resource says the type
  return pods.some(({ status }) => status?.phase === 'Failed') ? NOT_MET : MET;
}
