/** Hearing of pods only while there is reason to. */
import type { Millis } from '#kernel';
import type { ControllersHost } from './controllers-state.ts';

const WATCH_DELAY: Millis = 3;

/** Makes a controller hear of all pods, or of none any more: while there is no reason to, they cost it nothing. */
export function watchPods({ store }: ControllersHost, owner: string, isWanted: boolean): void {
  const { subscriptions } = store;
  const place = subscriptions.findIndex(
    (each) => each.owner === owner && each.resource === 'pods' && each.bornWith === undefined,
  );
  if (isWanted && place < 0) subscriptions.push({ resource: 'pods', owner, delay: WATCH_DELAY });
  if (!isWanted && place >= 0) subscriptions.splice(place, 1);
}
