/** The simulations of this server: created, brought to "now", commanded, paced, deleted. State is in memory. */
import { Logger, type OnModuleDestroy } from '@nestjs/common';
import { nextEntry } from '#kernel';
import { failure, internalError, notFound, StatusError } from '#kube-api';
import {
  createSimulation,
  type Cluster,
  type Command,
  type CommandResult,
  type NodeSpec,
  type SettingsChange,
  createObjects,
  type CreationResult,
} from '#cluster';
import { instantAt, runningClock, stoppedClock, wallTimeOf, type ClockMode } from './clock.ts';
import { moveClock, type ClockCommand, type ClockOutcome } from './clock-command.ts';
import { checkCommand, checkNodes, defaultLimits, type SimulationLimits } from './limits.ts';
import {
  announce,
  clockState,
  createLive,
  DEFAULT_SIMULATION,
  type ClockState,
  type LiveSimulation,
} from './live-simulation.ts';
import { Pacer } from './pacer.ts';
import { advanceTo, type Mover } from './slices.ts';
import type { WallClock } from './wall-clock.ts';

/** What a new simulation may be told. */
export interface NewSimulation {
  readonly name?: string;
  readonly seed?: string;
  /** How many nodes, or which; three if absent. */
  readonly nodes?: number | readonly NodeSpec[];
  /** RFC 3339 time of the start; wall time for a running clock, a fixed date otherwise. */
  readonly epoch?: string;
  readonly settings?: SettingsChange;
  /** Paused if absent. */
  readonly clock?: { readonly mode: ClockMode; readonly rate?: number };
  /** Manifests that are created at the start. */
  readonly objects?: readonly unknown[];
}

export class SimulationsService implements OnModuleDestroy {
  readonly #live = new Map<string, LiveSimulation>();
  readonly #mover: Mover;
  readonly #pacer: Pacer;
  readonly #limits: SimulationLimits;
  readonly #logger = new Logger('Simulations');
  #serial = 0;

  constructor(cluster: Cluster, wall: WallClock, limits: SimulationLimits = defaultLimits) {
    this.#mover = { cluster, wall };
    this.#limits = limits;
    this.#pacer = new Pacer(wall, (id) => this.#visit(id));
  }

  get limits(): SimulationLimits {
    return this.#limits;
  }

  /** True while some simulation has something to come by itself. */
  get isPacing(): boolean {
    return this.#pacer.isArmed;
  }

  /** Throws a 429 beyond the limit of simulations, and the refusal of its objects. */
  create(spec: NewSimulation = {}): LiveSimulation {
    return this.#add(spec, undefined);
  }

  /** The simulation that the server itself offers. */
  createDefault(spec: NewSimulation = {}): LiveSimulation {
    return this.#add({ name: DEFAULT_SIMULATION, ...spec }, DEFAULT_SIMULATION);
  }

  /** Throws a 404 for an unknown id. */
  get(id: string): LiveSimulation {
    const live = this.#live.get(id);
    if (!live) throw notFound({ resource: 'simulations', name: id });
    return live;
  }

  has(id: string): boolean {
    return this.#live.has(id);
  }

  /** Oldest first. */
  list(): readonly LiveSimulation[] {
    return [...this.#live.values()];
  }

  /** Watchers of the simulation are told that it is over. The default simulation stays. */
  delete(id: string): void {
    const live = this.get(id);
    if (id === DEFAULT_SIMULATION) throw failure('Forbidden', 'the default simulation cannot be deleted');
    this.#drop(live);
  }

  /** Applies a command when all before it are done and the clock stands at "now". Throws a 500 for a stopped simulation. */
  submit(id: string, command: Command): Promise<CommandResult> {
    return this.#turn(id, ({ simulation }) => this.#mover.cluster.apply(simulation, command));
  }

  /** Moves or sets the clock. */
  async control(id: string, command: ClockCommand): Promise<ClockState & ClockOutcome> {
    checkCommand(this.#limits, command);
    const outcome = await this.#turn(id, (live) => moveClock(this.#mover, live, command));
    this.#live.get(id)?.changes.next(); // whoever follows the clock wants to know, even if nothing happened
    return { ...this.clockOf(id), ...outcome };
  }

  /** Creates all of the manifests, or none. */
  createObjects(id: string, documents: readonly unknown[]): Promise<CreationResult> {
    return this.#turn(id, ({ simulation }) => createObjects(this.#mover.cluster, simulation, documents));
  }

  /** The simulation brought to "now", for reading; a stopped one stands where it stopped. */
  present(id: string): Promise<LiveSimulation> {
    const live = this.get(id);
    return live.simulation.failure ? Promise.resolve(live) : this.#turn(id, () => live);
  }

  clockOf(id: string): ClockState {
    return clockState(this.get(id), this.#mover.wall.now());
  }

  onModuleDestroy(): void {
    for (const live of this.list()) this.#drop(live);
  }

  #add(spec: NewSimulation, id: string | undefined): LiveSimulation {
    const max = this.#limits.simulations;
    if (this.#live.size >= max)
      throw failure('TooManyRequests', `there are ${max} simulations already, which is the limit: delete one first`);
    checkNodes(this.#limits, typeof spec.nodes === 'object' ? spec.nodes.length : (spec.nodes ?? 0));
    const { cluster, wall } = this.#mover;
    const { mode = 'paused', rate = 1 } = spec.clock ?? {};
    const epoch = spec.epoch ?? (mode === 'real-time' ? wall.date() : undefined);
    const simulation = createSimulation({
      ...(spec.seed !== undefined && { seed: spec.seed }),
      ...(spec.nodes !== undefined && { nodes: spec.nodes }),
      ...(epoch !== undefined && { epoch }),
      ...(spec.settings && { settings: spec.settings }),
    });
    if (spec.objects?.length) refuse(createObjects(cluster, simulation, spec.objects));
    const clock = mode === 'real-time' ? runningClock(rate, { wallTime: wall.now(), instant: 0 }) : stoppedClock(mode);
    const live = createLive(simulation, clock, {
      ...(id && { id }),
      name: spec.name ?? '',
      serial: ++this.#serial,
      createdAt: wall.date(),
    });
    this.#live.set(live.id, live);
    this.#settle(live);
    return live;
  }

  #drop(live: LiveSimulation): void {
    live.isDeleted = true;
    this.#live.delete(live.id);
    this.#pacer.plan(live.id, undefined);
    live.changes.complete();
  }

  /** Runs an action on a sound simulation that stands at "now". */
  async #turn<T>(id: string, action: (live: LiveSimulation) => T | Promise<T>): Promise<T> {
    const live = this.get(id);
    return live.turns.take(async () => {
      if (live.isDeleted) throw notFound({ resource: 'simulations', name: id });
      const wasStopped = live.simulation.failure !== undefined;
      try {
        await this.#catchUp(live);
        return await action(live);
      } catch (error) {
        throw this.#explain(live, error, wasStopped);
      } finally {
        this.#settle(live);
      }
    });
  }

  async #catchUp(live: LiveSimulation): Promise<void> {
    const now = instantAt(live.clock, this.#mover.wall.now());
    if (now !== undefined && now > live.simulation.now) await advanceTo(this.#mover, live, now);
  }

  /** A broken invariant stops this simulation, and is told to whoever asks; the others go on. */
  #explain(live: LiveSimulation, error: unknown, wasStopped: boolean): unknown {
    const { failure: broken } = live.simulation;
    if (error instanceof StatusError || !broken) return error;
    const { message, seed, at, step } = broken;
    const text = `simulation ${live.id} is stopped: ${message} (seed ${seed}, at ${at} ms, step ${step})`;
    if (!wasStopped) {
      this.#logger.error(text, error instanceof Error ? error.stack : undefined);
      live.changes.next();
    }
    return internalError(text);
  }

  /** After every turn: tell the watchers, and plan the next visit. */
  #settle(live: LiveSimulation): void {
    if (live.isDeleted) return;
    announce(live);
    const { failure: broken, agenda } = live.simulation;
    const next = broken ? undefined : nextEntry(agenda);
    this.#pacer.plan(live.id, next && wallTimeOf(live.clock, next.at));
  }

  /** The pacer's visit. Whoever has the turn now plans the next visit at its end. */
  #visit(id: string): void {
    const live = this.#live.get(id);
    if (!live || live.turns.isTaken) return;
    this.#turn(id, () => undefined).catch((error: unknown) => {
      if (!(error instanceof StatusError)) this.#logger.error(error);
    });
  }
}

function refuse({ refusal }: CreationResult): void {
  if (refusal) throw new StatusError(refusal);
}
