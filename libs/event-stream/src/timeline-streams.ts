/** The subscriptions of every socket: opening them, where they begin, ending them. */
import type { Socket } from 'socket.io';
import { headOf } from '#kernel';
import { forbiddenField, invalid, type FieldError, type KubeObject } from '#kube-api';
import { listObjects } from '#object-store';
import {
  BRANCH,
  invalidFields,
  testOf,
  type LiveSimulation,
  type SimulationsService,
  type TimelineFilter,
} from '#simulations';
import type { StreamPump } from './stream-pump.ts';
import type { SubscribeDto } from './subscribe.dto.ts';
import { sinkOf } from './socket-sink.ts';
import { Subscription } from './subscription.ts';

/** The answer to a subscription. */
export interface Subscribed {
  readonly ok: true;
  readonly branch: string;
  /** Sequence number of the first entry that can come. */
  readonly from: number;
  /** Sequence number of the newest entry. */
  readonly head: number;
}

const SUBSCRIPTIONS_MAX = 100;

export class TimelineStreams {
  readonly #simulations: SimulationsService;
  readonly #pump: StreamPump;
  readonly #bySocket = new Map<string, Map<string, Subscription>>();

  constructor(simulations: SimulationsService, pump: StreamPump) {
    this.#simulations = simulations;
    this.#pump = pump;
  }

  /** A second subscription to the same simulation takes the place of the first. */
  async subscribe(socket: Socket, dto: SubscribeDto): Promise<Subscribed> {
    const live = await this.#find(dto.simulation);
    const { timeline } = live.simulation;
    const head = headOf(timeline);
    const after = startOf(dto, { head, base: timeline.base });
    const filter: TimelineFilter = dto.filter ?? {};
    const subscription = new Subscription(live, sinkOf(socket), {
      after,
      test: testOf(filter),
      ...(dto.window !== undefined && { window: dto.window }),
      ...(dto.snapshot && { snapshot: snapshotOf(live, filter) }),
      wake: this.#pump.wake,
    });
    this.#keep(socket, live.id, subscription);
    return { ok: true, branch: BRANCH, from: after + 1, head };
  }

  unsubscribe(socket: Socket, simulation?: string): void {
    const subscriptions = this.#bySocket.get(socket.id);
    for (const [id, subscription] of subscriptions ?? []) {
      if (simulation !== undefined && id !== simulation) continue;
      subscription.stop();
      subscriptions?.delete(id);
    }
    if (subscriptions?.size === 0) this.#bySocket.delete(socket.id);
  }

  async #find(id: string): Promise<LiveSimulation> {
    if (!this.#simulations.has(id)) throw refused(invalid('simulation', id, 'there is no such simulation'));
    return this.#simulations.present(id);
  }

  #keep(socket: Socket, id: string, subscription: Subscription): void {
    this.unsubscribe(socket, id);
    const subscriptions = this.#bySocket.get(socket.id) ?? new Map<string, Subscription>();
    subscriptions.set(id, subscription);
    this.#bySocket.set(socket.id, subscriptions);
    if (subscriptions.size <= SUBSCRIPTIONS_MAX && socket.connected) return;
    this.unsubscribe(socket, id);
    throw refused(invalid('simulation', id, `at most ${SUBSCRIPTIONS_MAX} subscriptions of one socket`));
  }
}

const refused = (error: FieldError): Error => invalidFields([error]);

/** The place where a subscription begins: after what the client has, or at the end. */
function startOf({ after, snapshot }: SubscribeDto, { head, base }: { head: number; base: number }): number {
  if (after === undefined) return head;
  if (snapshot) throw refused(forbiddenField('after', 'a snapshot is of now: leave out after or snapshot'));
  if (after > head) throw refused(invalid('after', after, `the newest entry is ${head}`));
  if (after < base)
    throw refused(invalid('after', after, `the oldest entry that is kept is ${base + 1}: ask for a snapshot`));
  return after;
}

/** Pods and nodes as they are now. */
function snapshotOf({ simulation }: LiveSimulation, { pod, namespace }: TimelineFilter): object {
  const isMeant = ({ metadata }: KubeObject): boolean =>
    pod === undefined || pod === metadata.name || pod === `${metadata.namespace}/${metadata.name}`;
  const pods = listObjects(simulation.store, 'pods', namespace).filter(isMeant);
  const nodes = listObjects(simulation.store, 'nodes');
  return { seq: headOf(simulation.timeline), at: simulation.now, objects: { pods, nodes } };
}
