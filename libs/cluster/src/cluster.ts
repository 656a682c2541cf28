/** The cluster: a stateless engine over simulations. Commands go in, the timeline comes out. */
import { InvariantError, nextEntry, record, required, takeEntry, type AgendaEntry, type Instant } from '#kernel';
import { handleRequest, sweepEvents, type ApiRequest } from '#apiserver';
import { createControllers, type Controllers } from '#controllers';
import { createHookEngine } from '#hook-engine';
import { createKubelet, type Kubelet } from '#kubelet';
import { createProbeEngine } from '#probe-engine';
import { createRuntime, type Runtime } from '#runtime';
import { createScheduler, type Scheduler } from '#scheduler';
import type { Command, CommandResult } from './command.ts';
import { faults } from './faults/index.ts';
import type { Fault } from './faults/fault.ts';
import { applySession } from './sessions.ts';
import type { Simulation } from './simulation.ts';

/** The engines that a cluster is made of; each may be replaced. */
export interface ClusterEngines {
  readonly runtime: Runtime;
  readonly scheduler: Scheduler;
  readonly controllers: Controllers;
  readonly kubelet: Kubelet;
}

export interface AdvanceResult {
  /** False when the budget of steps was used up first: call again. */
  readonly isReached: boolean;
  readonly steps: number;
}

export interface Cluster {
  /** Applies a command at the simulation's present instant. */
  apply(simulation: Simulation, command: Command): CommandResult;
  /** Handles every entry up to and including `until`, then sets the clock there; at most `budget` entries. */
  advance(simulation: Simulation, until: Instant, budget?: number): AdvanceResult;
  /** Handles the next entry, and moves the clock to it. False when the agenda is empty. */
  step(simulation: Simulation): boolean;
}

export function defaultEngines(): ClusterEngines {
  const kubelet = createKubelet({ probes: createProbeEngine(), hooks: createHookEngine() });
  return { runtime: createRuntime(), scheduler: createScheduler(), controllers: createControllers(), kubelet };
}

type Owner = (simulation: Simulation, entry: AgendaEntry) => void;

export function createCluster(engines: ClusterEngines = defaultEngines()): Cluster {
  const { runtime, scheduler, controllers, kubelet } = engines;
  const controllerOwners = controllers.owners.map((owner) => [owner, controllers.handle] as const);
  const owners: Readonly<Record<string, Owner>> = {
    apiserver: (simulation) => sweepEvents(simulation),
    runtime: (simulation, entry) => runtime.handle(simulation, entry),
    scheduler: (simulation, entry) => scheduler.handle(simulation, entry),
    kubelet: (simulation, entry) => kubelet.handle(simulation, entry),
    probe: (simulation, entry) => kubelet.handle(simulation, entry),
    hook: (simulation, entry) => kubelet.handle(simulation, entry),
    ...Object.fromEntries(controllerOwners),
  };
  return {
    apply: (simulation, command) => guarded(simulation, () => apply(simulation, command)),
    advance: (simulation, until, budget = Infinity) =>
      guarded(simulation, () => advance(simulation, owners, { until, budget })),
    step: (simulation) => guarded(simulation, () => step(simulation, owners)),
  };
}

/** Runs something that may hit a broken invariant: then the simulation is stopped and says where. */
function guarded<T>(simulation: Simulation, action: () => T): T {
  if (simulation.failure) throw failureError(simulation);
  try {
    return action();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    simulation.failure = { message, seed: simulation.seed, at: simulation.now, step: simulation.steps };
    throw failureError(simulation, error);
  }
}

function failureError({ failure }: Simulation, cause?: unknown): InvariantError {
  const { message, seed, at, step: number } = required(failure, 'failure');
  const error = new InvariantError(`${message} (seed ${seed}, at ${at} ms, step ${number})`);
  if (cause !== undefined) error.cause = cause;
  return error;
}

function apply(simulation: Simulation, command: Command): CommandResult {
  simulation.causes = [];
  const result = applyKind(simulation, command);
  simulation.causes = [];
  return result;
}

function applyKind(simulation: Simulation, command: Command): CommandResult {
  if (command.kind === 'request') return applyRequest(simulation, command.request);
  if (command.kind === 'session') return resultOf(applySession(simulation, command.action));
  return applyFault(simulation, command);
}

const resultOf = (refusal: string | undefined): CommandResult =>
  refusal === undefined ? { kind: 'applied' } : { kind: 'refused', message: refusal };

/** Reads leave no trace; writes are entries that their effects point to. A refused write leaves no trace either. */
function applyRequest(simulation: Simulation, request: ApiRequest): CommandResult {
  if (request.method === 'GET') return { kind: 'response', response: handleRequest(simulation, request) };
  const { timeline } = simulation;
  const mark = timeline.entries.length;
  record(simulation, 'command', '', { method: request.method, path: request.path });
  const response = handleRequest(simulation, request);
  if (timeline.entries.length === mark + 1) timeline.entries.pop();
  return { kind: 'response', response };
}

function applyFault(simulation: Simulation, command: Extract<Command, { kind: 'fault' }>): CommandResult {
  const fault = faults[command.fault] as Fault<unknown, Simulation>; // the command's type pairs the fault with its options
  record(simulation, 'fault', '', { fault: command.fault, ...command.options });
  return resultOf(fault(simulation, command.options));
}

function advance(
  simulation: Simulation,
  owners: Readonly<Record<string, Owner>>,
  { until, budget }: { until: Instant; budget: number },
): AdvanceResult {
  let steps = 0;
  let next = nextEntry(simulation.agenda);
  while (next && next.at <= until && steps < budget) {
    handleNext(simulation, owners);
    steps += 1;
    next = nextEntry(simulation.agenda);
  }
  const isReached = !next || next.at > until;
  if (isReached) simulation.now = Math.max(simulation.now, until);
  return { isReached, steps };
}

function step(simulation: Simulation, owners: Readonly<Record<string, Owner>>): boolean {
  if (!nextEntry(simulation.agenda)) return false;
  handleNext(simulation, owners);
  return true;
}

function handleNext(simulation: Simulation, owners: Readonly<Record<string, Owner>>): void {
  const entry = required(takeEntry(simulation.agenda), 'next agenda entry');
  simulation.now = entry.at;
  simulation.steps += 1;
  simulation.causes = entry.causes;
  required(owners[entry.owner], 'owner', entry.owner)(simulation, entry);
}
