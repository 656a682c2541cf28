/** The table of events. */
import { describe, expect, it } from '@jest/globals';
import type { Event } from '../core-v1/event.ts';
import { eventTable } from './event-table.ts';

const event = (fields: Partial<Event>): Event => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: 'e' },
  involvedObject: { kind: 'Pod', name: 'p', fieldPath: 'spec.containers{app}' },
  type: 'Normal',
  reason: 'Pulled',
  message: ' done ',
  reportingComponent: '',
  reportingInstance: '',
  firstTimestamp: null,
  lastTimestamp: null,
  eventTime: null,
  ...fields,
});

describe('the table of events', () => {
  it('an event of a kubelet', () => {
    const times = { firstTimestamp: '1970-01-01T00:00:00Z', lastTimestamp: '1970-01-01T00:01:00Z', count: 2 };
    expect(eventTable.cells(event({ ...times, source: { component: 'kubelet', host: 'n1' } }), 61_000)).toEqual([
      '1s',
      'Normal',
      'Pulled',
      'pod/p',
      'spec.containers{app}',
      'kubelet, n1',
      'done',
      '61s',
      2,
      'e',
    ]);
  });

  it('an event of the scheduler', () => {
    const reporting = {
      reportingComponent: 'default-scheduler',
      reportingInstance: 'default-scheduler-vm',
      eventTime: '1970-01-01T00:00:00.000000Z',
    };
    const row = eventTable.cells(event(reporting), 1000);
    expect([row[0], row[5], row[7], row[8]]).toEqual(['1s', 'default-scheduler, default-scheduler-vm', '1s', 1]);
  });
});
