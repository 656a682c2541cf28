/** Hearing of pods on demand. */
import { describe, expect, it } from '@jest/globals';
import { createTrial } from '../test/trial.ts';
import { watchPods } from './watch-pods.ts';

describe('a controller', () => {
  it('hears of all pods only while it wants to', () => {
    const host = createTrial();
    const { subscriptions } = host.store;
    const before = [...subscriptions];
    watchPods(host, 'taint-eviction-controller', true);
    watchPods(host, 'taint-eviction-controller', true);
    expect(subscriptions).toHaveLength(before.length + 1);
    watchPods(host, 'taint-eviction-controller', false);
    watchPods(host, 'taint-eviction-controller', false);
    expect(subscriptions).toEqual(before);
  });
});
