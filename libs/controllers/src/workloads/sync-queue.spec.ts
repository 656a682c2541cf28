/** The work queue. */
import { describe, expect, it } from '@jest/globals';
import { nextEntry, plannedEntries } from '#kernel';
import { createTrial } from '../../test/trial.ts';
import {
  changedKey,
  controllerKey,
  forgetRetries,
  onWake,
  requestSync,
  requestWake,
  retrySync,
  takeSync,
} from './sync-queue.ts';

const request = { controller: 'c', key: 'default/x' };

describe('a work queue', () => {
  it('syncs an object once, at the earliest of the times asked for', () => {
    const host = createTrial();
    requestSync(host, request, 100);
    requestSync(host, request, 10);
    requestSync(host, request, 50);
    expect(
      plannedEntries(host.agenda)
        .map(({ at }) => at)
        .sort((a, b) => a - b),
    ).toEqual([10, 100]);
    expect(takeSync(host, 'c', { key: 'default/x', at: 100 })).toBeUndefined();
    expect(takeSync(host, 'c', { key: 'default/x', at: 10 })).toBe('default/x');
    expect(takeSync(host, 'c', { key: 'default/x', at: 10 })).toBeUndefined();
  });

  it('wakes for what is due, once', () => {
    const host = createTrial();
    requestWake(host, request, 5000);
    requestWake(host, request, 6000);
    expect(plannedEntries(host.agenda)).toHaveLength(1);
    host.now = 5000;
    onWake('c')(host, { key: 'default/x', at: 5000 });
    onWake('c')(host, { key: 'default/x', at: 5000 });
    expect(host.controllers.workloads.syncs.get('c/default/x')).toBe(5000);
  });

  it('tries a failed sync again, later each time', () => {
    const host = createTrial();
    const waits = Array.from({ length: 4 }, () => {
      retrySync(host, request);
      const wait = host.controllers.workloads.wakes.get('c/default/x');
      host.controllers.workloads.wakes.clear();
      return wait;
    });
    expect(waits).toEqual([5, 10, 20, 40]);
    forgetRetries(host, request);
    retrySync(host, request);
    expect(nextEntry(host.agenda)?.at).toBe(5);
  });

  it('names objects by their keys', () => {
    const owner = { apiVersion: 'v1', kind: 'ReplicaSet', name: 'web', uid: 'u', controller: true };
    const object = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p', namespace: 'default', ownerReferences: [owner] },
    };
    expect([controllerKey(object, 'ReplicaSet'), controllerKey(object, 'Job')]).toEqual(['default/web', undefined]);
    expect(changedKey({ object })).toBe('default/p');
  });
});
