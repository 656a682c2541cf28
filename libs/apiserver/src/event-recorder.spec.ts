/** Events of a component: counted, aggregated and spam-filtered. */
import { describe, expect, it } from '@jest/globals';
import { MINUTE, SECOND } from '#kernel';
import type { Event, EventType } from '#kube-api';
import { createObject, listObjects } from '#object-store';
import { createBareHost, podBody } from '../test/host.ts';
import type { ApiHost } from './api-host.ts';
import type { Report } from './event-correlator.ts';
import {
  createEventRecorder,
  forgetObject,
  holdEvents,
  referenceTo,
  releaseEvents,
  reportEvent,
  type EventRecorder,
} from './event-recorder.ts';

interface World {
  readonly host: ApiHost;
  readonly recorder: EventRecorder;
}

const web = { ...podBody('web'), metadata: { name: 'web', namespace: 'default', uid: 'uid-web' } };

function start(): {
  world: World;
  report: (message: string, more?: Partial<Report & { fieldPath: string }>) => void;
  at: (ms: number) => void;
} {
  const world: World = {
    host: createBareHost(1_767_225_600_000),
    recorder: createEventRecorder({ component: 'kubelet', host: 'n1' }),
  };
  return {
    world,
    report: (message, { fieldPath, ...more } = {}) =>
      reportEvent(world.host, world.recorder, referenceTo(web, fieldPath), {
        type: 'Warning',
        reason: 'Failed',
        message,
        ...more,
      }),
    at: (ms) => {
      world.host.now = ms;
    },
  };
}

const eventsOf = (world: World): string[] =>
  events(world).map(
    ({ type, reason, message, count = 1 }) => `${type} ${reason}: ${message}${count > 1 ? ` (x${count})` : ''}`,
  );

describe('an event about a pod of a terminating namespace', () => {
  it('is refused when it is new', () => {
    const { world, report } = start();
    const metadata = { name: 'default', deletionTimestamp: '2026-01-01T00:00:00Z' };
    report('early');
    createObject(world.host, 'namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata });
    report('early');
    report('late');
    expect(eventsOf(world)).toEqual(['Warning Failed: early (x2)']);
  });
});

const events = ({ host }: World): Event[] => listObjects(host.store, 'events') as Event[]; // events holds Events

describe('an event', () => {
  it('names what it is about, who reports it and when', () => {
    const { world, report, at } = start();
    at(90 * SECOND);
    report('why', { fieldPath: 'spec.containers{app}' });
    expect(events(world)).toMatchObject([
      {
        involvedObject: {
          kind: 'Pod',
          apiVersion: 'v1',
          name: 'web',
          namespace: 'default',
          uid: 'uid-web',
          fieldPath: 'spec.containers{app}',
        },
        type: 'Warning',
        reason: 'Failed',
        message: 'why',
        source: { component: 'kubelet', host: 'n1' },
        reportingComponent: 'kubelet',
        reportingInstance: 'n1',
        firstTimestamp: '2026-01-01T00:01:30Z',
        lastTimestamp: '2026-01-01T00:01:30Z',
        eventTime: null,
        count: 1,
      },
    ]);
  });

  it('is named after the pod and its time in nanoseconds, however many come at once', () => {
    const { world, report } = start();
    report('one');
    report('two');
    const names = events(world).map(({ metadata }) => metadata.name);
    expect(names).toEqual([
      `web.${(1_767_225_600_000n * 1_000_000n).toString(16)}`,
      `web.${(1_767_225_600_000n * 1_000_000n + 1n).toString(16)}`,
    ]);
  });

  it('that says the same raises the count of the one before', () => {
    const { world, report, at } = start();
    report('why');
    at(5 * SECOND);
    report('why');
    expect(events(world)).toMatchObject([
      { count: 2, firstTimestamp: '2026-01-01T00:00:00Z', lastTimestamp: '2026-01-01T00:00:05Z' },
    ]);
  });

  it.each<[string, Partial<Report & { fieldPath: string }>]>([
    ['another container', { fieldPath: 'spec.containers{log}' }],
    ['another reason', { reason: 'BackOff' }],
    ['another type', { type: 'Normal' }],
  ])('about %s is one of its own', (_what, more) => {
    const { world, report } = start();
    report('why');
    report('why', more);
    expect(events(world)).toHaveLength(2);
  });
});

describe('events of one reason', () => {
  it('are combined from the tenth text on', () => {
    const { world, report } = start();
    for (let i = 1; i <= 12; i++) report(`text ${i}`);
    expect(eventsOf(world).slice(8)).toEqual([
      'Warning Failed: text 9',
      'Warning Failed: (combined from similar events): text 12 (x3)',
    ]);
  });

  it('are not combined when ten minutes lie between', () => {
    const { world, report, at } = start();
    for (let i = 1; i <= 9; i++) report(`text ${i}`);
    at(11 * MINUTE);
    report('text 10');
    expect(eventsOf(world).at(-1)).toBe('Warning Failed: text 10');
  });
});

describe('events of one object and type', () => {
  function flood(count: number, type: EventType = 'Warning'): ReturnType<typeof start> {
    const started = start();
    for (let i = 0; i < count; i++) started.report('why', { type });
    return started;
  }

  it('are dropped after 25, but counted', () => {
    const { world, report, at } = flood(40);
    expect(eventsOf(world)).toEqual(['Warning Failed: why (x25)']);
    at(5 * MINUTE);
    report('why');
    expect(eventsOf(world)).toEqual(['Warning Failed: why (x41)']);
    report('why');
    expect(eventsOf(world)).toEqual(['Warning Failed: why (x41)']);
  });

  it('leave room for those of the other type', () => {
    const { world, report } = flood(40);
    report('fine', { type: 'Normal', reason: 'Pulled' });
    expect(eventsOf(world).at(-1)).toBe('Normal Pulled: fine');
  });

  it('that were dropped at first are counted when one of them passes', () => {
    const { world, report, at } = flood(25);
    report('other');
    report('other');
    at(5 * MINUTE);
    report('other');
    expect(eventsOf(world).at(-1)).toBe('Warning Failed: other (x3)');
  });
});

describe('the memory of an object', () => {
  it('goes with it', () => {
    const { world, report } = start();
    report('why');
    forgetObject(world.recorder, 'uid-web');
    expect(world.recorder.objects.size).toBe(0);
    report('why');
    expect(eventsOf(world)).toEqual(['Warning Failed: why', 'Warning Failed: why']);
  });
});

describe('events of a component that is cut off', () => {
  it('wait, each as it was when it was reported', () => {
    const { world, report, at } = start();
    holdEvents(world.recorder);
    report('why');
    at(5 * SECOND);
    report('why');
    expect(eventsOf(world)).toEqual([]);
    at(60 * SECOND);
    releaseEvents(world.host, world.recorder);
    expect(events(world)).toMatchObject([{ count: 2, lastTimestamp: '2026-01-01T00:00:05Z' }]);
  });
});

describe('an object that is named without a uid', () => {
  it('is counted with an earlier one of that name', () => {
    const { world } = start();
    const about = { kind: 'Pod', apiVersion: 'v1', namespace: 'default', name: 'web' };
    for (let i = 0; i < 2; i++)
      reportEvent(world.host, world.recorder, about, { type: 'Normal', reason: 'Evicted', message: 'gone' });
    expect(eventsOf(world)).toEqual(['Normal Evicted: gone (x2)']);
  });
});
