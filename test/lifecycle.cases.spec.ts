/** The numbered end-to-end facts of a pod's life: its API, restarts, hooks, images and its end. */
import { describe, expect, test } from '@jest/globals';
import { app, delaysOf, endOf, linesOf, podAtEnd, secondsOf, toldOf, type Life } from './life-facts.ts';
import { patch, remove } from './timeline-text.ts';

const absent = { profile: 'textbook', runtime: { areImagesPresent: false, pullMs: 1000 } } as const;
const image = (name: string): ReturnType<typeof patch> =>
  patch({ spec: { containers: [{ name: 'app', image: name }] } });
const policies = ['Always', 'OnFailure', 'Never'] as const;

describe('a pod and the API', () => {
  test('#169 submit and remove: Running, DELETE, the watch shows the deletion', () => {
    const life: Life = { pod: { spec: {} }, script: [[3, remove()]] };
    const versions = toldOf(life, /ADDED|Running|grace|DELETED/, 'pod').map((line) => line.split(',', 1)[0]);
    expect(versions).toEqual([
      'web ADDED',
      'web MODIFIED Running',
      'web MODIFIED grace 30',
      'web MODIFIED grace 0',
      'web DELETED',
    ]);
  });

  test('#170 update labels: the pod stays', () => {
    const life: Life = { pod: { spec: {} }, script: [[3, patch({ metadata: { labels: { time: 'value' } } })]] };
    expect(endOf(life)).toBe('Running; app running ready');
  });

  test('#170 activeDeadlineSeconds may be lowered: the pod becomes Failed DeadlineExceeded', () => {
    const life: Life = {
      pod: { spec: { activeDeadlineSeconds: 50 } },
      script: [[3, patch({ spec: { activeDeadlineSeconds: 5 } })]],
      until: 10,
    };
    expect(endOf(life)).toBe('Failed DeadlineExceeded; app Completed 0');
  });
});

describe('a container that crashes', () => {
  test('#171 image update: the back-off starts again, the delay is at most twice an earlier one', () => {
    const crashing = { spec: {}, behavior: { app: { exitAfter: 5, exitCode: 1 } } };
    const delays = delaysOf({ pod: crashing, script: [[140, image('app:2.0')]], until: 200 }).map(Math.round);
    expect(delays).toEqual([1, 11, 21, 41, 41, 11, 21]); // the second 41 would be 81: the update cuts it short
  });

  test('#172 back-off cap: between 300 s and the tolerance of a requeue', () => {
    const delays = delaysOf({ pod: { spec: {}, behavior: { app: { exitAfter: 0.1, exitCode: 1 } } }, until: 2400 });
    expect(delays.slice(-3).every((delay) => delay >= 300 && delay <= 331)).toBe(true);
  });

  test('#173 crash loop: at most 7 restarts in 5 min', () => {
    const life: Life = { pod: { spec: {}, behavior: { app: { exitAfter: 0.1, exitCode: 1 } } }, until: 300 };
    expect(endOf(life)).toBe('Running; app waiting CrashLoopBackOff restarts 5');
  });

  test.each([
    ['Always', 'Running; app running ready restarts 2'],
    ['OnFailure', 'Succeeded; app Completed 0 restarts 1'],
    ['Never', 'Failed; app Error 1'],
  ] as const)('#187 first run exit 1, second 0, then runs: %s: %s', (restartPolicy, expected) => {
    const runs = [{ exitAfter: 1, exitCode: 1 }, { exitAfter: 1, exitCode: 0 }, {}];
    expect(endOf({ pod: { spec: { restartPolicy }, behavior: { app: { runs } } } })).toBe(expected);
  });

  test.each([
    ['match', app({ restartPolicy: 'Never', restartPolicyRules: [rule(42)] }, { restartPolicy: 'Never' }), true],
    ['mismatch', app({ restartPolicy: 'Never', restartPolicyRules: [rule(7)] }, { restartPolicy: 'Never' }), false],
    ['container Never', app({ restartPolicy: 'Never' }, { restartPolicy: 'Always' }), false],
    ['container Always', app({ restartPolicy: 'Always' }, { restartPolicy: 'Never' }), true],
    ['none, pod Never', app({}, { restartPolicy: 'Never' }), false],
    ['none, pod Always', app({}, { restartPolicy: 'Always' }), true],
  ] as const)('#201 restart rules: %s', (_case, spec, isRestarted) => {
    const life: Life = { pod: { spec, behavior: { app: { runs: [{ exitAfter: 1, exitCode: 42 }, {}] } } }, until: 10 };
    expect(endOf(life)).toBe(isRestarted ? 'Running; app running ready restarts 1' : 'Failed; app Error 42');
  });

  test('#196 KILLed container: exit 137, reason Error', () => {
    const kill = { namespace: 'default', pod: 'web', container: 'app', code: 137 };
    const script = [[3, { kind: 'fault', fault: 'exit-container', options: kill }]] as const;
    expect(endOf({ pod: { spec: { restartPolicy: 'Never' } }, script })).toBe('Failed; app Error 137');
  });
});

function rule(code: number) {
  return { action: 'Restart' as const, exitCodes: { operator: 'In' as const, values: [code] } };
}

describe('hooks', () => {
  const exec = { exec: { command: ['warm'] } };
  const httpGet = { httpGet: { path: '/echo', port: 8080 } };

  test.each([
    ['postStart exec', { postStart: exec }, /ExecSync/, ['app ExecSync warm']],
    ['preStop exec', { preStop: exec }, /ExecSync/, ['app ExecSync warm']],
    ['postStart http', { postStart: httpGet }, / http /, ['app http :8080/echo 200']],
    ['preStop http', { preStop: httpGet }, / http /, ['app http :8080/echo 200']],
  ])('#174 %s: the handler is observed', (_case, lifecycle, pattern, expected) => {
    const behavior = {
      app: {
        ports: [{ port: 8080, all: [{ at: 0, status: 200 }] }],
        exec: [{ match: 'warm', timeline: [{ at: 0, code: 0 }] }],
      },
    };
    const life: Life = { pod: { spec: app({ lifecycle }), behavior }, script: [[3, remove()]] };
    expect(toldOf(life, pattern, 'calls', 'requests')).toEqual(expected);
  });

  const lasts = (life: Life): number => (secondsOf(life, /DELETED/, 'pod')[0] ?? 0) - 5;
  const sleeping = (seconds: number) =>
    app({ lifecycle: { preStop: { sleep: { seconds } } } }, { terminationGracePeriodSeconds: 100 });

  test.each([
    ['sleep 50, grace 100', 50, {}, undefined, [50, 100]],
    ['sleep 50, delete with grace 30', 50, {}, 30, [30, 50]],
    ['sleep 0', 0, {}, undefined, [0, 5]],
    ['container already exited: no sleep', 50, { exitAfter: 2, exitCode: 1 }, undefined, [0, 5]],
  ] as const)('#175 preStop %s', (_case, seconds, behavior, grace, [least, most]) => {
    const pod = { spec: { ...sleeping(seconds), restartPolicy: 'Never' as const }, behavior: { app: behavior } };
    const took = lasts({ pod, script: [[5, remove('web', grace)]], until: 120 });
    expect(took).toBeGreaterThanOrEqual(least);
    expect(took).toBeLessThan(most);
  });

  test('#189 postStart of the first container: the second starts only after it finished', () => {
    const containers = [{ name: 'app', lifecycle: { postStart: { sleep: { seconds: 4 } } } }, { name: 'log' }];
    const [first = 0, second = 0] = secondsOf({ pod: { spec: { containers } } }, /Started/, 'events');
    expect(second - first).toBeGreaterThanOrEqual(4);
  });
});

describe('termination messages', () => {
  const logs = [{ at: 0, line: 'from the log' }];
  const message = (policy: 'File' | 'FallbackToLogsOnError', behavior: object): string | undefined => {
    const spec = app({ terminationMessagePolicy: policy }, { restartPolicy: 'Never' });
    const pod = podAtEnd({ pod: { spec, behavior: { app: { exitAfter: 1, ...behavior } } }, until: 5 });
    return pod?.status?.containerStatuses?.[0]?.state.terminated?.message;
  };

  test.each([
    ['file', 'File', { exitCode: 1, terminationMessage: 'from the file', logs }, 'from the file'],
    ['fallback to logs on error', 'FallbackToLogsOnError', { exitCode: 1, logs }, 'from the log'],
    ['empty on success', 'FallbackToLogsOnError', { exitCode: 0, logs }, undefined],
    [
      'file on success',
      'FallbackToLogsOnError',
      { exitCode: 0, terminationMessage: 'from the file', logs },
      'from the file',
    ],
  ] as const)('#188 %s', (_case, policy, behavior, expected) => {
    expect(message(policy, behavior)?.trim()).toBe(expected);
  });
});

describe('an image that changes', () => {
  test.each(policies)('#191 of a running container, %s: restarted', (restartPolicy) => {
    const life: Life = { pod: { spec: { restartPolicy } }, script: [[3, image('app:2.0')]] };
    expect(endOf(life)).toBe('Running; app running ready restarts 1');
    expect(toldOf(life, /app:2\.0/, 'events')).toHaveLength(1);
  });

  test('#191 during init: nothing starts early, the new image is used', () => {
    const pod = { spec: { initContainers: [{ name: 'init' }] }, behavior: { init: { exitAfter: 6 } } };
    const life: Life = { pod, script: [[3, image('app:2.0')]] };
    expect(linesOf(life, / app (Pulled|Started)/, 'events')).toEqual([
      '+7.0s app Pulled Container image "app:2.0" already present on machine and can be accessed by the pod',
      '+7.1s app Started Container started',
    ]);
  });

  test.each(['startupProbe', 'livenessProbe'])('#191 after a failed %s: the new image is used', (probe) => {
    const spec = app({ [probe]: { tcpSocket: { port: 80 }, periodSeconds: 2, failureThreshold: 2 } });
    const life: Life = { pod: { spec }, script: [[4.5, image('app:2.0')]], until: 6 };
    expect(toldOf(life, /Killing|app:2\.0/, 'events')).toEqual([
      `app Killing Container app failed ${probe.replace('Probe', '')} probe, will be restarted`,
      'app Killing Container app definition changed, will be restarted',
      'app Pulled Container image "app:2.0" already present on machine and can be accessed by the pod',
    ]);
  });

  test('#191 during termination: ignored', () => {
    const pod = { spec: {}, behavior: { app: { onTerm: { exitAfter: 5, exitCode: 0 } } } };
    const life: Life = {
      pod,
      script: [
        [3, remove()],
        [5, image('app:2.0')],
      ],
    };
    expect(toldOf(life, /app:2\.0|DELETED/, 'events', 'pod')).toEqual(['web DELETED']);
  });
});

describe('the end of a pod', () => {
  test('#197 pending pod deleted (bad image): Failed before removal', () => {
    const spec = app({ image: 'none:1', imagePullPolicy: 'Never' });
    const life: Life = { pod: { spec }, script: [[5, remove()]], settings: absent };
    expect(toldOf(life, /Failed,|DELETED/, 'pod')).toEqual([
      'web MODIFIED Failed, app ContainerStatusUnknown 137',
      'web DELETED',
    ]);
  });

  test.each(policies)(
    '#198 running pod deleted, grace 1, ignores TERM, %s: Terminated 137, Failed',
    (restartPolicy) => {
      const pod = { spec: { restartPolicy }, behavior: { app: { onTerm: { ignore: true } } } };
      const told = toldOf({ pod, script: [[3, remove('web', 1)]] }, /Failed,/, 'pod');
      expect(told.map((line) => line.split(', ').slice(0, 2).join(', '))).toEqual([
        'web MODIFIED Failed, app Error 137 not ready',
      ]);
    },
  );

  test.each(policies)('#198 running pod deleted, all exit 0, %s: Succeeded', (restartPolicy) => {
    const told = toldOf({ pod: { spec: { restartPolicy } }, script: [[3, remove('web', 1)]] }, /Succeeded,/, 'pod');
    expect(told).toHaveLength(1);
  });
});
