/** What the control API does with valid input: the one step between routes and simulations. */
import type { PageDto } from './page.dto.ts';
import { PAGE_DEFAULT } from './rules.ts';
import { headOf } from '#kernel';
import { failure, forbiddenField, StatusError, success, type Status } from '#kube-api';
import { checkSettings, type SettingsChange } from '#cluster';
import {
  invalidFields,
  readPage,
  testOf,
  type ClockOutcome,
  type ClockState,
  type CreationResult,
  type EntryView,
  type NewSimulation,
  type SimulationsService,
} from '#simulations';
import { clockCommandOf, type ClockDto } from './clock.dto.ts';
import { faultCommandOf } from './fault.dto.ts';
import type { SimulationDto } from './simulation.dto.ts';
import { kubeconfigOf, viewSimulation, type SimulationView } from './simulation-view.ts';
import type { TimelineDto } from './timeline.dto.ts';

/** A page of a timeline. */
export interface TimelinePage {
  readonly entries: readonly EntryView[];
  /** Sequence number of the newest entry. */
  readonly head: number;
  /** Entries up to this one are no longer kept. */
  readonly base: number;
  /** Where to go on: the next `after`. */
  readonly next: number;
}

/** A part of the list of simulations. */
export interface SimulationPage {
  readonly items: readonly SimulationView[];
  readonly next?: number;
}

export class ControlService {
  readonly #simulations: SimulationsService;

  constructor(simulations: SimulationsService) {
    this.#simulations = simulations;
  }

  create(dto: SimulationDto): SimulationView {
    const { profile, kubernetesVersion, featureGates, settings, ...rest } = dto;
    const own = {
      ...(profile && { profile }),
      ...(kubernetesVersion && { kubernetesVersion }),
      ...(featureGates && { featureGates }),
    };
    const change = { ...settings, ...own } as SettingsChange; // the DTO's fields are the settings' own
    const problem = checkSettings(change);
    if (problem) throw invalidFields([forbiddenField(problem.field, problem.message)]);
    const spec = { ...rest, settings: change } as NewSimulation; // a DTO without undefined fields
    return this.#view(this.#simulations.create(spec).id);
  }

  /** Oldest first; `next` is where the following page begins, if there is one. */
  list({ after = 0, limit = PAGE_DEFAULT }: PageDto): SimulationPage {
    const rest = this.#simulations.list().filter(({ serial }) => serial > after);
    const page = rest.slice(0, limit);
    const next = rest.length > limit ? page.at(-1)?.serial : undefined;
    return { items: page.map(({ id }) => this.#view(id)), ...(next !== undefined && { next }) };
  }

  async get(id: string): Promise<SimulationView> {
    await this.#simulations.present(id);
    return this.#view(id);
  }

  delete(id: string): Status {
    this.#simulations.delete(id);
    return success({ name: id, kind: 'simulations' });
  }

  kubeconfig(id: string, host: string): string {
    return kubeconfigOf(this.#simulations.get(id), host);
  }

  moveClock(id: string, dto: ClockDto): Promise<ClockState & ClockOutcome> {
    this.#simulations.get(id);
    return this.#simulations.control(id, clockCommandOf(dto));
  }

  async timeline(id: string, { after = 0, limit = PAGE_DEFAULT, ...filter }: TimelineDto): Promise<TimelinePage> {
    const { timeline } = (await this.#simulations.present(id)).simulation;
    const { entries, next } = readPage(timeline, after, { test: testOf(filter), limit });
    return { entries, head: headOf(timeline), base: timeline.base, next };
  }

  /** Throws the refusal, with the result of every document beside it. */
  async createObjects(id: string, documents: readonly unknown[]): Promise<Pick<CreationResult, 'results'>> {
    const { results, refusal } = await this.#simulations.createObjects(id, documents);
    if (!refusal) return { results };
    const status = { ...refusal, results };
    throw new StatusError(status);
  }

  /** Throws a 409 when the cluster is not in a state for the fault. */
  async applyFault(id: string, body: unknown): Promise<ClockState> {
    this.#simulations.get(id);
    const result = await this.#simulations.submit(id, faultCommandOf(body));
    if (result.kind === 'refused') throw failure('Conflict', result.message);
    return this.#simulations.clockOf(id);
  }

  #view(id: string): SimulationView {
    return viewSimulation(this.#simulations.get(id), this.#simulations.clockOf(id));
  }
}
