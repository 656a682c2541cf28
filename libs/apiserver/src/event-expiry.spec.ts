/** Events go an hour after their last write. */
import { describe, expect, test } from '@jest/globals';
import { nextEntry, takeEntry } from '#kernel';
import type { Event } from '#kube-api';
import { createObject, listObjects, updateObject } from '#object-store';
import { createBareHost } from '../test/host.ts';
import { timestampOf, type ApiHost } from './api-host.ts';
import { leaseEvent, sweepEvents } from './event-expiry.ts';

const MINUTE = 60_000;

const createHost = (): ApiHost => createBareHost(1_700_000_000_000);

const event = (host: ApiHost, name: string): Event => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name, namespace: 'default' },
  involvedObject: {},
  type: 'Normal',
  reason: 'Started',
  message: '',
  reportingComponent: 'kubelet',
  reportingInstance: 'n1',
  firstTimestamp: timestampOf(host),
  lastTimestamp: timestampOf(host),
  eventTime: null,
});

function write(host: ApiHost, name: string, minute: number): void {
  runTo(host, minute);
  leaseEvent(host, createObject(host, 'events', event(host, name)));
}

/** Handles the sweeps that are due, then sets the clock. */
function runTo(host: ApiHost, minute: number): void {
  for (let next = nextEntry(host.agenda); next && next.at <= minute * MINUTE; next = nextEntry(host.agenda)) {
    host.now = takeEntry(host.agenda)?.at ?? host.now;
    sweepEvents(host);
  }
  host.now = minute * MINUTE;
}

const namesOf = (host: ApiHost): string[] => listObjects(host.store, 'events').map(({ metadata }) => metadata.name);

describe('an event', () => {
  test('is gone an hour after it was written, not before', () => {
    const host = createHost();
    write(host, 'a', 0);
    write(host, 'b', 20);
    runTo(host, 59);
    expect(namesOf(host)).toEqual(['a', 'b']);
    runTo(host, 61);
    expect(namesOf(host)).toEqual(['b']);
    runTo(host, 81);
    expect(namesOf(host)).toEqual([]);
    expect(nextEntry(host.agenda)).toBeUndefined();
  });

  test('that happens again lives on', () => {
    const host = createHost();
    write(host, 'a', 0);
    runTo(host, 50);
    leaseEvent(host, updateObject(host, 'events', event(host, 'a')));
    runTo(host, 100);
    expect(namesOf(host)).toEqual(['a']);
    runTo(host, 111);
    expect(namesOf(host)).toEqual([]);
  });
});
