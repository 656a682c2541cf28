/** Probe workers and their results. */
import { describe, expect, it } from '@jest/globals';
import { createTrial, runUntil } from '../test/trial.ts';
import { addressOfPod, createProbeState, findWorker, resultOf } from './probe-worker.ts';

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

  it.each<[string, boolean, string, string | undefined, string]>([
    ['the address of its pod', false, '10.64.0.2', '10.64.0.9', '10.64.0.2'],
    ['the reported address until there is one', false, '', '10.64.0.9', '10.64.0.9'],
    ['nothing before the first address', false, '', undefined, ''],
    ['the address of the node for a pod in the host network', true, '', undefined, '172.18.0.2'],
  ])('asks %s', (_what, hostNetwork, podIP, reported, expected) => {
    const trial = createTrial({ type: 'liveness', probe: { tcpSocket: { port: 80 } }, spec: { hostNetwork } });
    const owner = { pod: trial.pod, view: { podIP }, status: reported === undefined ? {} : { podIP: reported } };
    expect(addressOfPod({ ...trial.place, owner })).toBe(expected);
  });

  it('does not exist at first', () => {
    expect(createProbeState().pods.size).toBe(0);
  });
});
