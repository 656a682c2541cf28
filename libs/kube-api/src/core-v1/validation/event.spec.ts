/** Refusals of events. */
import { describe, expect, it } from '@jest/globals';
import type { Event } from '../event.ts';
import { validateEvent } from './event.ts';

const event = (changes: Partial<Event> = {}): Event => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: 'e', namespace: 'default' },
  involvedObject: { kind: 'Pod', name: 'p', namespace: 'default' },
  type: 'Normal',
  reason: 'R',
  message: 'm',
  reportingComponent: '',
  reportingInstance: '',
  firstTimestamp: null,
  lastTimestamp: null,
  eventTime: null,
  ...changes,
});
const fields = (changes: Partial<Event>): readonly string[] => validateEvent(event(changes)).map(({ field }) => field);

describe('events', () => {
  it('an event lives where its object does', () => {
    expect(fields({ involvedObject: { kind: 'Pod', name: 'p', namespace: 'other' } })).toEqual([
      'involvedObject.namespace',
    ]);
  });

  it('an event about a node lives in default', () => {
    expect(fields({ involvedObject: { kind: 'Node', name: 'n' } })).toEqual([]);
    expect(
      fields({ metadata: { name: 'e', namespace: 'x' }, involvedObject: { kind: 'Node', name: 'n' } }),
    ).toHaveLength(1);
  });

  it('an event with an eventTime says who reports and what was done', () => {
    expect(fields({ eventTime: '2026-01-01T00:00:00.000000Z' })).toEqual([
      'reportingController',
      'reportingInstance',
      'action',
    ]);
  });
});
