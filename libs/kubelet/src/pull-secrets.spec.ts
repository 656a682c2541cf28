/** Secrets for pulling images. */
import { describe, expect, it } from '@jest/globals';
import { createObject } from '#object-store';
import { playText } from '../../../test/timeline-text.ts';
import { pod } from '../test/builders.ts';
import { addIdleWorker, createWorld, eventsOf } from '../test/world.ts';
import { reportMissingPullSecrets } from './pull-secrets.ts';

describe('pull secrets', () => {
  it('that are missing are named, in the order of the spec', () => {
    const world = createWorld();
    const metadata = { name: 'there', namespace: 'default' };
    createObject(world.host, 'secrets', { apiVersion: 'v1', kind: 'Secret', metadata });
    const imagePullSecrets = ['b', 'there', 'a'].map((name) => ({ name }));
    reportMissingPullSecrets(world.ctx, addIdleWorker(world, pod({ imagePullSecrets })));
    expect(eventsOf(world)).toEqual([
      'Warning FailedToRetrieveImagePullSecret: Unable to retrieve some image pull secrets (b, a); attempting to pull the image may not succeed.',
    ]);
  });

  it('are no news when all are there, or none is named', () => {
    const world = createWorld();
    reportMissingPullSecrets(world.ctx, addIdleWorker(world, pod()));
    expect(eventsOf(world)).toEqual([]);
  });

  it('are reported after a pull that failed, not while it is backed off', () => {
    const spec = { imagePullSecrets: [{ name: 'none' }], containers: [{ name: 'app', image: 'lost:1' }] };
    const lost = { name: 'lost:1', present: false, failTimes: -1 };
    const script = [[0, { kind: 'fault', fault: 'set-image', options: lost }]] as const;
    const events = playText({ pod: { spec }, script, until: 5 }, 'events').split('\n');
    expect(events.map((line) => line.split(/ +/)[2])).toEqual([
      'Scheduled',
      'Pulling',
      'Failed',
      'Failed',
      'FailedToRetrieveImagePullSecret',
      'BackOff',
      'Failed',
    ]);
  });
});
