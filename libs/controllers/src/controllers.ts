/** The controllers of a cluster: one function over a simulation's data, driven by agenda entries. */
import { required, type AgendaEntry } from '#kernel';
import type { Subscription } from '#object-store';
import type { Controller } from './controller.ts';
import type { ControllersHost } from './controllers-state.ts';
import { DEFAULT_CONTROLLERS } from './default-controllers.ts';

/** Stateless: one set of controllers serves any number of simulations. */
export interface Controllers {
  /** Owners of the entries that are to be handled here. */
  readonly owners: readonly string[];
  /** Handles an entry of one of the owners. */
  handle(host: ControllersHost, entry: AgendaEntry): void;
}

/** Controllers by a table; the default one has those that kube-controller-manager runs here. */
export function createControllers(table: readonly Controller[] = DEFAULT_CONTROLLERS): Controllers {
  const byName = new Map(table.map((controller) => [controller.name, controller]));
  return {
    owners: [...byName.keys()],
    handle: (host, { owner, kind, payload }) => {
      const { steps } = required(byName.get(owner), 'controller', owner);
      steps[kind]?.(host, payload as never); // of the type that the step's planner gave it
    },
  };
}

/** What the controllers must hear of. */
export function controllersSubscriptions(table: readonly Controller[] = DEFAULT_CONTROLLERS): Subscription[] {
  return table.flatMap(({ name, subscriptions }) => subscriptions.map((each) => ({ ...each, owner: name })));
}
