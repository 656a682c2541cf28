/** Snapshots: a simulation as text and back, and forks that share what never changes. */
import { copyState, decodeState, encodeState, hashState } from '#kernel';
import { objectsOf } from '#object-store';
import type { Simulation } from './simulation.ts';

/** The whole simulation as text; {@link restore} gives an equal one. */
export const snapshot = (simulation: Simulation): string => encodeState(simulation);

/** @param text what {@link snapshot} returned */
export const restore = (text: string): Simulation => decodeState(text) as Simulation; // written by snapshot

/** An independent simulation that goes on from the same state; stored objects and past entries are shared. */
export function fork(simulation: Simulation): Simulation {
  const shared = new Set<object>();
  share(simulation.timeline.entries, shared);
  for (const resource of simulation.store.objects.keys())
    for (const object of objectsOf(simulation.store, resource)) share(object, shared);
  shared.delete(simulation.timeline.entries); // the list itself grows
  return copyState(simulation, (part) => shared.has(part));
}

/** Everything that hangs on something immutable is immutable too. */
function share(part: unknown, shared: Set<object>): void {
  if (typeof part !== 'object' || part === null || shared.has(part)) return;
  shared.add(part);
  for (const inner of Object.values(part)) share(inner, shared);
}

/** Equal for equal states: clock, agenda, objects, runtimes, random streams. */
export const hashOf = (simulation: Simulation): string => hashState(simulation);
