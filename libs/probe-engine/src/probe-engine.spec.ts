/** The probe engine under virtual time: tickers, thresholds, time-outs, retries. */
import { describe, expect, it } from '@jest/globals';
import type { Reply } from '#image-catalogue';
import type { Probe } from '#kube-api';
import { createTrial, logUntil, runUntil, statusOf, type Trial, type TrialOptions, placeOf } from '../test/trial.ts';
import type { ProbeHandler } from './handlers/handler.ts';
import { workersOf } from './probe-engine.ts';
import type { ProbeType } from './probe-types.ts';

/** A container that answers `/` so, and a probe of it. */
function http(type: ProbeType, replies: readonly Reply[], probe: Probe = {}, more: Partial<TrialOptions> = {}): Trial {
  const behavior = { ports: [{ port: 80, all: replies }] };
  return createTrial({ type, probe: { httpGet: { port: 80 }, periodSeconds: 2, ...probe }, behavior, ...more });
}

function exec(type: ProbeType, timeline: readonly Reply[], probe: Probe = {}): Trial {
  const behavior = { exec: [{ match: 'check', timeline }] };
  return createTrial({ type, probe: { exec: { command: ['check'] }, periodSeconds: 2, ...probe }, behavior });
}

const FAILED = 'Unhealthy: Liveness probe failed: HTTP probe failed with statuscode: 500';
const ok = { at: 0, status: 200 };
const bad = { at: 0, status: 500 };

describe('a liveness probe', () => {
  it('asks one period after its worker came, then every period', () => {
    expect(logUntil(http('liveness', [ok]), 7)).toEqual([
      '+2s http / 200',
      '+2s liveness Success',
      '+4s http / 200',
      '+6s http / 200',
    ]);
  });

  it('#134 fails with the third failure in a row, and waits for a new instance', () => {
    expect(logUntil(http('liveness', [ok, { at: 3, status: 500 }]), 20)).toEqual([
      '+2s http / 200',
      '+2s liveness Success',
      '+4s http / 500',
      `+4s ${FAILED}`,
      '+6s http / 500',
      `+6s ${FAILED}`,
      '+8s http / 500',
      `+8s ${FAILED}`,
      '+8s liveness Failure',
    ]);
  });

  it('begins to count anew after a success', () => {
    const flapping = [bad, { at: 5, status: 200 }, { at: 7, status: 500 }, { at: 11, status: 200 }];
    expect(logUntil(http('liveness', flapping), 20).filter((line) => line.includes('liveness'))).toEqual([
      '+2s liveness Success',
    ]);
  });

  it('follows a new instance from its next tick on, at the phase of its worker', () => {
    const trial = http('liveness', [bad], { failureThreshold: 1 });
    runUntil(trial, 3.3);
    trial.status = statusOf('app-1', { running: { startedAt: '2026-01-01T00:00:03Z' } }, { type: 'liveness' });
    expect(logUntil(trial, 4).filter((line) => !line.includes('Unhealthy'))).toEqual([
      '+2s http / 500',
      '+2s liveness Success',
      '+2s liveness Failure',
      '+4s http / 500',
      '+4s liveness Success',
      '+4s liveness Failure',
    ]);
  });

  it('#137 stays failed while its instance is shown, even if that would answer again', () => {
    const trial = http('liveness', [bad, { at: 3, status: 200 }], { failureThreshold: 1 });
    expect(logUntil(trial, 30).at(-1)).toBe('+2s liveness Failure');
  });

  it('fails without asking when its container has ended', () => {
    const trial = http('liveness', [ok]);
    runUntil(trial, 2);
    trial.status = statusOf(
      'app-0',
      { terminated: { exitCode: 1, startedAt: null, finishedAt: null } },
      { type: 'liveness' },
    );
    expect(logUntil(trial, 6)).toEqual(['+2s http / 200', '+2s liveness Success', '+4s liveness Failure']);
  });
});

describe('a startup probe', () => {
  it('#136 asks until its first success', () => {
    expect(logUntil(http('startup', [bad, { at: 3, status: 200 }]), 20)).toEqual([
      '+2s http / 500',
      '+2s startup Unknown',
      '+2s Unhealthy: Startup probe failed: HTTP probe failed with statuscode: 500',
      '+4s http / 200',
      '+4s startup Success',
    ]);
  });

  it('#136 asks nothing more once its failure threshold is reached', () => {
    const log = logUntil(http('startup', [bad], { failureThreshold: 2 }), 20);
    expect(log.filter((line) => !line.includes('Unhealthy'))).toEqual([
      '+2s http / 500',
      '+2s startup Unknown',
      '+4s http / 500',
      '+4s startup Failure',
    ]);
  });
});

describe('a readiness probe', () => {
  it('#135 needs as many successes in a row as its threshold says', () => {
    const answers = [bad, { at: 3, status: 200 }, { at: 7, status: 500 }, { at: 9, status: 200 }];
    const log = logUntil(http('readiness', answers, { successThreshold: 3, failureThreshold: 1 }), 16);
    expect(log.filter((line) => line.includes('readiness'))).toEqual([
      '+2s readiness Failure',
      '+14s readiness Success',
    ]);
  });

  it('#135 turns back with one failure when its threshold is one', () => {
    const answers = [ok, { at: 5, status: 500 }, { at: 7, status: 200 }];
    const log = logUntil(http('readiness', answers, { failureThreshold: 1 }), 10);
    expect(log.filter((line) => line.includes('readiness'))).toEqual([
      '+2s readiness Failure',
      '+2s readiness Success',
      '+6s readiness Failure',
      '+8s readiness Success',
    ]);
  });

  it('that is triggered asks at once, and its ticker starts anew', () => {
    const trial = http('readiness', [ok]);
    runUntil(trial, 2.5);
    const worker = trial.worker();
    if (worker) trial.engine.trigger(trial.host, worker);
    expect(logUntil(trial, 7).filter((line) => line.includes('http'))).toEqual([
      '+2s http / 200',
      '+2.5s http / 200',
      '+4.5s http / 200',
      '+6.5s http / 200',
    ]);
  });

  it('that is triggered while it asks is asked again when the answer is there', () => {
    const trial = http('readiness', [{ at: 0, status: 200, latency: 0.5 }]);
    runUntil(trial, 2.2);
    const worker = trial.worker();
    if (worker) trial.engine.trigger(trial.host, worker);
    expect(logUntil(trial, 6).filter((line) => line.includes('http'))).toEqual([
      '+2s http / 200',
      '+2.5s http / 200',
      '+4.5s http / 200',
    ]);
  });
});

describe('a container that does not answer', () => {
  const hanging = [{ at: 0, hang: true }];

  it('fails the probe when the time-out is over', () => {
    expect(logUntil(http('liveness', hanging, { timeoutSeconds: 1 }), 3)).toEqual([
      '+2s http / no answer',
      '+2s liveness Success',
      '+3s Unhealthy: Liveness probe failed: Get "http://10.64.0.2:80/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
    ]);
  });

  it('for longer than a period is asked again at once, never twice at a time, at the old phase', () => {
    const log = logUntil(http('liveness', hanging, { timeoutSeconds: 5, periodSeconds: 2, failureThreshold: 9 }), 14);
    expect(log.filter((line) => line.includes('http /'))).toEqual([
      '+2s http / no answer',
      '+7s http / no answer',
      '+12s http / no answer',
    ]);
  });

  it('in time, but after a while, is judged by its answer', () => {
    expect(logUntil(http('liveness', [{ at: 0, status: 500, latency: 0.7 }]), 3)).toEqual([
      '+2s http / 500',
      '+2s liveness Success',
      `+2.7s ${FAILED}`,
    ]);
  });

  it('in time is judged once: the late time-out is void', () => {
    const log = logUntil(http('liveness', [{ at: 0, status: 500, latency: 0.7 }]), 3.9);
    expect(log.filter((line) => line.includes('Unhealthy'))).toHaveLength(1);
  });

  it('to an exec probe fails it with the words of the command', () => {
    expect(logUntil(exec('liveness', hanging, { timeoutSeconds: 1 }), 3).at(-1)).toBe(
      '+3s Unhealthy: Liveness probe failed: command timed out: "check" timed out after 1s',
    );
  });
});

describe('a probe that cannot be made', () => {
  const missing = [{ at: 0, error: 'no such file' }];
  const said =
    'Unhealthy: Liveness probe errored and resulted in unknown state: rpc error: code = Unknown desc = no such file';

  it('#140 is tried three times at once, and its result is thrown away', () => {
    expect(logUntil(exec('liveness', missing, { failureThreshold: 1 }), 4)).toEqual([
      '+2s ExecSync check',
      '+2s ExecSync check',
      '+2s ExecSync check',
      '+2s liveness Success',
      `+2s ${said}`,
      '+4s ExecSync check',
      '+4s ExecSync check',
      '+4s ExecSync check',
      `+4s ${said}`,
    ]);
  });

  it('for lack of the port is no failure either', () => {
    const trial = createTrial({
      type: 'liveness',
      probe: { httpGet: { port: 'admin' }, periodSeconds: 2, failureThreshold: 1 },
    });
    expect(logUntil(trial, 2)).toEqual([
      '+2s liveness Success',
      '+2s Unhealthy: Liveness probe errored and resulted in unknown state: couldn\'t find port: "admin"',
    ]);
  });

  it('for lack of a handler says so', () => {
    const trial = createTrial({ type: 'liveness', probe: { periodSeconds: 2 } });
    expect(logUntil(trial, 2).at(-1)).toBe(
      '+2s Unhealthy: Liveness probe errored and resulted in unknown state: missing probe handler',
    );
  });

  it('leaves the count of failures as it was', () => {
    const trial = exec(
      'liveness',
      [
        { at: 0, code: 1 },
        { at: 3, error: 'gone' },
        { at: 5, code: 1 },
      ],
      { failureThreshold: 2 },
    );
    expect(logUntil(trial, 6).filter((line) => line.includes('liveness'))).toEqual([
      '+2s liveness Success',
      '+6s liveness Failure',
    ]);
  });
});

describe('a redirect', () => {
  it('within the host is followed', () => {
    const paths = { '/': [{ at: 0, status: 302, location: '/next' }], '/next': [{ at: 0, status: 500 }] };
    const trial = createTrial({
      type: 'liveness',
      probe: { httpGet: { port: 80 }, periodSeconds: 2 },
      behavior: { ports: [{ port: 80, paths }] },
    });
    expect(logUntil(trial, 2)).toEqual([
      '+2s http / 302',
      '+2s http /next 500',
      '+2s liveness Success',
      `+2s ${FAILED}`,
    ]);
  });

  it('#141 to another host counts as success, with a warning', () => {
    const trial = http('readiness', [{ at: 0, status: 302, location: 'http://elsewhere.example/', body: 'moved' }]);
    expect(logUntil(trial, 2)).toEqual([
      '+2s http / 302',
      '+2s readiness Failure',
      '+2s ProbeWarning: Readiness probe warning: Probe terminated redirects, Response body: moved',
      '+2s readiness Success',
    ]);
  });

  it('in a circle ends after ten', () => {
    const trial = http('liveness', [{ at: 0, status: 302, location: '/' }]);
    const log = logUntil(trial, 2);
    expect(log.filter((line) => line.includes('http /'))).toHaveLength(11);
    expect(log.at(-1)).toBe('+2s Unhealthy: Liveness probe failed: stopped after 10 redirects');
  });
});

describe('a grpc probe', () => {
  it('that is refused fails only when its time is up', () => {
    const trial = createTrial({
      type: 'liveness',
      probe: { grpc: { port: 50_051 }, periodSeconds: 4, timeoutSeconds: 2 },
    });
    expect(logUntil(trial, 6)).toEqual([
      '+4s liveness Success',
      '+6s Unhealthy: Liveness probe failed: timeout: failed to connect service "10.64.0.2:50051" within 2s: context deadline exceeded',
    ]);
  });

  it('is answered by the health of the service', () => {
    const behavior = { ports: [{ port: 50_051, kind: 'grpc' as const, all: [{ at: 0, serving: 'NOT_SERVING' }] }] };
    const trial = createTrial({ type: 'liveness', probe: { grpc: { port: 50_051 }, periodSeconds: 2 }, behavior });
    expect(logUntil(trial, 2).at(-1)).toBe(
      '+2s Unhealthy: Liveness probe failed: service unhealthy (responded with "NOT_SERVING")',
    );
  });
});

describe('the workers of a pod', () => {
  const probes = { readinessProbe: { tcpSocket: { port: 80 } }, startupProbe: { tcpSocket: { port: 80 } } };
  const spec = {
    initContainers: [
      { name: 'init', ...probes },
      { name: 'side', restartPolicy: 'Always' as const, ...probes },
    ],
  };
  const names = (trial: Trial): string[] =>
    workersOf(trial.host, 'uid-web').map(({ container, type }) => `${container}/${type}`);

  it('are one per probe of a regular container or sidecar', () => {
    const trial = http('liveness', [ok], {}, { container: probes, spec: {} });
    expect(names(trial)).toEqual(['app/startup', 'app/liveness', 'app/readiness']);
    const sides = createTrial({
      type: 'liveness',
      probe: { tcpSocket: { port: 80 } },
      spec: { ...spec, containers: [{ name: 'app', ...probes }] },
    });
    expect(names(sides)).toEqual(['side/startup', 'side/readiness', 'app/startup', 'app/readiness']);
  });

  it('are created once, and those that are missing later', () => {
    const trial = http('liveness', [ok]);
    const first = trial.worker();
    const [app] = trial.pod.spec.containers;
    const pod = { ...trial.pod, spec: { containers: app ? [{ ...app, ...probes }] : [] } };
    trial.engine.addPod(trial.host, placeOf(pod), trial.client);
    expect(names(trial)).toEqual(['app/liveness', 'app/startup', 'app/readiness']);
    expect(trial.worker()).toBe(first);
  });

  it('end with what they had planned', () => {
    const trial = http('liveness', [ok]);
    trial.engine.removeWorkers(trial.host, 'uid-web', () => true);
    expect([logUntil(trial, 10), trial.host.probes.pods.size]).toEqual([[], 0]);
    trial.engine.removeWorkers(trial.host, 'uid-web', () => true);
  });

  it('end with a pod that is over', () => {
    const trial = http('liveness', [ok]);
    trial.status = { phase: 'Succeeded' };
    runUntil(trial, 2);
    expect(names(trial)).toEqual([]);
  });

  it('wait as long as the kubelet does not know the pod', () => {
    const trial = http('liveness', [ok]);
    trial.status = undefined;
    expect(logUntil(trial, 4)).toEqual([]);
    expect(names(trial)).toEqual(['app/liveness']);
  });
});

describe('a handler from outside', () => {
  it('is asked before our own', () => {
    const never: ProbeHandler<unknown> = {
      select: (probe) => probe.exec,
      ask: () => ({ kind: 'tcp', host: '10.64.0.2', port: 1 }),
      judge: () => ({ kind: 'failure', message: 'never' }),
      timedOut: () => '',
    };
    const trial = createTrial({
      type: 'liveness',
      probe: { exec: { command: ['check'] }, periodSeconds: 2 },
      handlers: [never],
    });
    expect(logUntil(trial, 2)).toEqual(['+2s liveness Success', '+2s Unhealthy: Liveness probe failed: never']);
  });
});
