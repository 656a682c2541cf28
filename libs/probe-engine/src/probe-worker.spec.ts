/** Probe workers and their results. */
import { describe, expect, it } from '@jest/globals';
import { createTrial, runUntil } from '../test/trial.ts';
import { createProbeState, findWorker, resultOf } from './probe-worker.ts';

describe('a probe worker', () => {
  it('is found by pod, container and type', () => {
    const { host } = createTrial({ type: 'liveness', probe: { exec: { command: ['check'] } } });
    expect(findWorker(host, 'uid-web', 'app', 'liveness')).toMatchObject({ container: 'app', type: 'liveness' });
    expect(findWorker(host, 'uid-web', 'app', 'readiness')).toBeUndefined();
    expect(findWorker(host, 'other', 'app', 'liveness')).toBeUndefined();
  });

  it('has a result for the instance that it follows, and for no other', () => {
    const trial = createTrial({ type: 'liveness', probe: { exec: { command: ['check'] }, periodSeconds: 1 } });
    const result = (id: string) => resultOf(findWorker(trial.host, 'uid-web', 'app', 'liveness'), id);
    expect(result('app-0')).toBeUndefined();
    runUntil(trial, 1);
    expect([result('app-0'), result('app-1')]).toEqual(['Success', undefined]);
  });

  it('does not exist at first', () => {
    expect(createProbeState().pods.size).toBe(0);
  });
});
