/** What a controller is: an owner of agenda entries that hears of some resources. */
import type { Subscription } from '#object-store';
import type { ControllersHost } from './controllers-state.ts';

/** A step of a controller; the payload has the type that the code which planned the entry gave it. */
export type Step = (host: ControllersHost, payload: never) => void;

/** Stateless: it works on the data of the simulation that it is handed. */
export interface Controller {
  /** Owner of its agenda entries. */
  readonly name: string;
  /** What it hears of, as entries of kind `watch`. */
  readonly subscriptions: readonly Omit<Subscription, 'owner'>[];
  /** By kind of entry. */
  readonly steps: Readonly<Record<string, Step>>;
}
