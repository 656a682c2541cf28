/** The numbered cases of probe workers that need a run of several probes. */
import { describe, expect, test } from '@jest/globals';
import type { Reply } from '#image-catalogue';
import type { Probe } from '#kube-api';
import { createTrial, logUntil, runUntil, statusOf, type Trial, placeOf } from '../test/trial.ts';
import { workersOf } from './probe-engine.ts';
import type { ProbeType } from './probe-types.ts';

/** Answers of a container that is asked at 2, 4, 6... s: `+` is good, `-` is bad. */
const answers = (text: string): readonly Reply[] =>
  [...text].map((one, index) => ({ at: index === 0 ? 0 : 2 * index + 1, status: one === '+' ? 200 : 500 }));

function trialOf(type: ProbeType, text: string, probe: Probe = {}): Trial {
  const behavior = { ports: [{ port: 80, all: answers(text) }] };
  return createTrial({ type, probe: { httpGet: { port: 80 }, periodSeconds: 2, ...probe }, behavior });
}

/** The results after each answer. */
function resultsOf(trial: Trial, text: string): string[] {
  return [...text].map((_one, index) => {
    runUntil(trial, 2 * index + 2);
    return trial.worker()?.result ?? 'none';
  });
}

const requests = (trial: Trial): number => trial.log.filter((line) => line.includes(' http ')).length;

const S = 'Success';
const F = 'Failure';

describe('thresholds', () => {
  test.each<readonly [string, string, Probe, readonly string[]]>([
    [
      '#134 failureThreshold 3: ok, 2 failures, 3rd; repeated cycles alike',
      '+---+---',
      { failureThreshold: 3 },
      [S, S, S, F, S, S, S, F],
    ],
    ['#134 2 failures, then ok: the count begins anew', '+--+--+', { failureThreshold: 3 }, [S, S, S, S, S, S, S]],
    [
      '#135 successThreshold 3 after Failure; one failure (threshold 1) flips back',
      '-+++-++',
      { successThreshold: 3, failureThreshold: 1 },
      [F, F, F, S, F, F, F],
    ],
  ])('%s', (_case, text, probe, expected) => {
    expect(resultsOf(trialOf('readiness', text, probe), text)).toEqual(expected);
  });
});

describe('a startup probe', () => {
  test.each<readonly [string, string, Probe, object, number]>([
    ['#136 failure threshold reached', '---', { failureThreshold: 3 }, { result: F, isOnHold: true, resultRun: 0 }, 3],
    ['#136 success threshold reached', '--+', {}, { result: S, isOnHold: true, resultRun: 0 }, 3],
  ])('%s: on hold, no more executions', (_case, text, probe, expected, asked) => {
    const trial = trialOf('startup', text, probe);
    logUntil(trial, 30);
    expect(trial.worker()).toMatchObject(expected);
    expect(requests(trial)).toBe(asked);
  });

  test('#139 after started=true: no longer executed', () => {
    const trial = trialOf('startup', '-');
    runUntil(trial, 2);
    trial.status = statusOf('app-0', { running: { startedAt: '2026-01-01T00:00:00Z' } }, { type: 'liveness' });
    runUntil(trial, 20);
    expect(requests(trial)).toBe(1);
  });
});

describe('a liveness probe', () => {
  test('#137 Failure, then the container would succeed: Failure until a new container ID, then Success', () => {
    const text = '---+++';
    const trial = trialOf('liveness', text);
    expect(resultsOf(trial, text)).toEqual([S, S, F, F, F, F]);
    trial.status = statusOf('app-1', { running: { startedAt: '2026-01-01T00:00:12Z' } }, { type: 'liveness' });
    runUntil(trial, 14);
    expect(trial.worker()).toMatchObject({ containerId: 'app-1', result: S });
  });

  test('#138 startup not done: not executed, result stays Success', () => {
    const trial = trialOf('liveness', '-');
    trial.status = statusOf('app-0', { running: { startedAt: '2026-01-01T00:00:00Z' } }, { type: 'startup' });
    runUntil(trial, 20);
    expect([trial.worker()?.result, requests(trial)]).toEqual([S, 0]);
  });
});

test('#146 worker of one container already exists: other containers still get theirs', () => {
  const trial = trialOf('liveness', '+');
  const other = { name: 'log', readinessProbe: { tcpSocket: { port: 81 } } };
  const pod = { ...trial.pod, spec: { containers: [...trial.pod.spec.containers, other] } };
  trial.engine.addPod(trial.host, placeOf(pod), trial.client);
  expect(workersOf(trial.host, 'uid-web').map(({ container, type }) => `${container}/${type}`)).toEqual([
    'app/liveness',
    'log/readiness',
  ]);
});
