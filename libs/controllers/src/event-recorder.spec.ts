/** Events of controllers. */
import { describe, expect, it } from '@jest/globals';
import { referenceTo } from '#apiserver';
import { listObjects } from '#object-store';
import { addPod, createTrial, eventsOf } from '../test/trial.ts';
import { forgetEvents, reportEvent } from './event-recorder.ts';

const setUp = () => {
  const host = createTrial();
  const about = referenceTo(addPod(host, 'p'));
  const say = (message: string): void =>
    reportEvent(host, about, { from: 'job-controller', type: 'Normal', reason: 'SuccessfulCreate', message });
  return { host, about, say };
};

describe('an event of a controller', () => {
  it('names the controller and the object', () => {
    const { host, say } = setUp();
    say('Created pod: a');
    expect(listObjects(host.store, 'events')[0]).toMatchObject({
      involvedObject: { kind: 'Pod', name: 'p', namespace: 'default' },
      source: { component: 'job-controller' },
      reportingComponent: 'job-controller',
      count: 1,
    });
  });

  it('that is repeated is counted', () => {
    const { host, say } = setUp();
    say('Created pod: a');
    host.now = 1000;
    say('Created pod: a');
    expect(listObjects(host.store, 'events')).toEqual([
      expect.objectContaining({
        count: 2,
        firstTimestamp: '2027-01-15T08:00:00Z',
        lastTimestamp: '2027-01-15T08:00:01Z',
      }),
    ]);
  });

  it('is combined with others like it from the tenth on', () => {
    const { host, say } = setUp();
    for (let i = 0; i < 12; i++) say(`Created pod: ${i}`);
    const events = eventsOf(host, 'Pod', 'p');
    expect(events).toHaveLength(10);
    expect(events.at(-1)).toBe('SuccessfulCreate: (combined from similar events): Created pod: 11');
  });

  it('is not written when there are too many', () => {
    const { host, say } = setUp();
    for (let i = 0; i < 40; i++) say('Created pod: a');
    expect(listObjects(host.store, 'events')[0]).toMatchObject({ count: 25 });
  });

  it('begins anew when its object was forgotten', () => {
    const { host, about, say } = setUp();
    say('Created pod: a');
    forgetEvents(host, about.uid ?? '');
    expect(host.controllers.recorders.get('job-controller')?.objects.size).toBe(0);
  });
});
