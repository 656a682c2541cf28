/** Probes of pods that were there before their kubelet. */
import { describe, expect, it } from '@jest/globals';
import { SECOND, type Millis } from '#kernel';
import type { ProbeType } from './probe-types.ts';
import { createTrial, logUntil, statusOf, type Trial } from '../test/trial.ts';

/** The kubelet forgets its workers at 5 s and comes back; its probes sleep for `delay` first. */
function resumed(type: ProbeType, delay: Millis | undefined, isKept: boolean): Trial {
  const behavior = { ports: [{ port: 80 }] };
  const trial = createTrial({ type, probe: { httpGet: { port: 80 }, periodSeconds: 2 }, behavior });
  const { host, engine, client } = trial;
  logUntil(trial, 5);
  trial.log.length = 0;
  engine.removeWorkers(host, 'uid-web', () => true);
  const running = { running: { startedAt: '2026-01-01T00:00:00Z' } };
  const status = statusOf('app-0', running, { type: 'liveness' });
  trial.status = status;
  engine.resumePod(host, trial.place, { client, delayOf: () => delay, isKept: () => isKept });
  return trial;
}

describe('a probe under a kubelet that was started anew', () => {
  it('sleeps first, asks at once then, and goes on from there', () => {
    expect(logUntil(resumed('liveness', 1.5 * SECOND, false), 9)).toEqual([
      '+6.5s http / 200',
      '+6.5s liveness Success',
      '+8.5s http / 200',
    ]);
  });

  it('does not begin with a failed readiness in a container that is trusted', () => {
    expect(logUntil(resumed('readiness', SECOND, true), 7)).toEqual(['+6s http / 200', '+6s readiness Success']);
    expect(logUntil(resumed('readiness', SECOND, false), 7)).toContain('+6s readiness Failure');
  });

  it('does not ask whether a trusted container has started', () => {
    const trial = resumed('startup', SECOND, true);
    expect(logUntil(trial, 20)).toEqual([]);
    expect(trial.worker()?.result).toBe('Success');
  });
});
