/** The numbered end-to-end facts of init containers and sidecars. */
import { describe, expect, test } from '@jest/globals';
import type { Container, PodSpec } from '#kube-api';
import { app, endOf, linesOf, secondsOf, toldOf, type Behavior, type Life } from './life-facts.ts';
import { remove } from './timeline-text.ts';

const init = (name: string, more: Partial<Container> = {}): Container => ({ name, ...more });
const sidecar = (name: string, more: Partial<Container> = {}): Container =>
  init(name, { restartPolicy: 'Always', ...more });
const ends = (exitCode: number, exitAfter = 1): object => ({ exitAfter, exitCode });
const on88 = { action: 'RestartAllContainers', exitCodes: { operator: 'In', values: [88] } } as const;
const boss = (one: Container): Container => ({ restartPolicy: 'Never', ...one, restartPolicyRules: [on88] });

describe('init containers', () => {
  test.each([
    ['Never', ends(0), 'Succeeded; one Completed 0 ready, two Completed 0 ready, app Completed 0'],
    ['Always', {}, 'Running; one Completed 0 ready, two Completed 0 ready, app running ready'],
  ] as const)('#184 on a pod of %s: initialized, then its end', (restartPolicy, main, expected) => {
    const spec = { restartPolicy, initContainers: [init('one'), init('two')] };
    const life: Life = { pod: { spec, behavior: { one: ends(0), two: ends(0), app: main } } };
    expect(endOf(life)).toBe(expected);
    expect(linesOf(life, /Initialized True(,|$)/, 'pod')).toHaveLength(1);
  });

  test('#185 fails, Always: main stays PodInitializing, phase Pending, restartCount >= 3', () => {
    const life: Life = { pod: { spec: { initContainers: [init('one')] }, behavior: { one: ends(1) } }, until: 60 };
    expect(endOf(life)).toBe('Pending; one Error 1 restarts 3, app waiting PodInitializing');
  });

  test('#186 fails, Never: Failed, main never starts, Ready False', () => {
    const spec = { restartPolicy: 'Never' as const, initContainers: [init('one')] };
    const life: Life = { pod: { spec, behavior: { one: ends(1) } } };
    expect(endOf(life)).toBe('Failed; one Error 1, app waiting PodInitializing');
    expect(linesOf(life, /Ready True|app running/, 'pod')).toEqual([]);
  });

  test('#190 restart of main: init containers are not run again', () => {
    const spec = { initContainers: [init('one')] };
    const life: Life = { pod: { spec, behavior: { one: ends(0), app: { runs: [ends(1), {}] } } }, until: 20 };
    expect(endOf(life)).toBe('Running; one Completed 0 ready, app running ready restarts 1');
  });

  test('#200 node reboot: init containers and order repeated, pod Pending meanwhile', () => {
    const fault = (name: 'stop-kubelet' | 'start-kubelet') =>
      ({ kind: 'fault', fault: name, options: { node: 'node-1' } }) as const;
    const script = [
      [20, fault('stop-kubelet')],
      [21, { kind: 'fault', fault: 'kill-sandbox', options: { namespace: 'default', pod: 'web' } }],
      [25, fault('start-kubelet')],
    ] as const;
    const pod = { spec: { initContainers: [init('one'), init('two')] }, behavior: { one: ends(0), two: ends(0) } };
    const lines = toldOf({ pod, script, until: 50 }, / StartContainer|MODIFIED Pending/, 'calls', 'pod');
    expect(lines.map((line) => line.split(',', 1)[0])).toEqual([
      'one StartContainer',
      'two StartContainer',
      'app StartContainer',
      'one StartContainer',
      'web MODIFIED Pending',
      'two StartContainer',
      'web MODIFIED Pending',
      'app StartContainer',
    ]);
  });
});

describe('the order of conditions', () => {
  const order = (spec: Partial<PodSpec>, until = 20): readonly string[] => {
    const behavior = { init: ends(0) };
    const lines = linesOf({ pod: { spec, behavior }, until }, / True/, 'pod');
    return lines.flatMap((line) => [...line.matchAll(/(\w+) True/g)].map(([, type = '']) => type));
  };
  const missing = { volumes: [{ name: 'v', configMap: { name: 'nope' } }] };
  const mounting = { volumeMounts: [{ name: 'v', mountPath: '/v' }] };

  test.each<readonly [string, Partial<PodSpec>, readonly string[]]>([
    [
      'without init: Scheduled <= Initialized <= ReadyToStart <= ContainersReady, Ready',
      {},
      ['PodScheduled', 'Initialized', 'PodReadyToStartContainers', 'Ready', 'ContainersReady'],
    ],
    [
      'with init: Scheduled <= ReadyToStart <= Initialized <= ContainersReady, Ready',
      { initContainers: [init('init')] },
      ['PodScheduled', 'PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady'],
    ],
    ['volume missing, without init: Initialized True only', app(mounting, missing), ['PodScheduled', 'Initialized']],
    ['volume missing, with init: neither', { ...missing, initContainers: [init('init', mounting)] }, ['PodScheduled']],
  ])('#199 %s', (_case, spec, expected) => {
    expect(order(spec)).toEqual(expected);
  });
});

describe('sidecars', () => {
  const never = { restartPolicy: 'Never' as const };

  test.each([0, 1])('#192 exit %s continuously, Never: Succeeded, restarted before and after main started', (code) => {
    const spec = { ...never, initContainers: [sidecar('side'), init('slow')] };
    const life: Life = {
      pod: { spec, behavior: { side: ends(code), slow: ends(0, 20), app: ends(0, 50) } },
      until: 120,
    };
    const [main = 0] = secondsOf(life, / app StartContainer/, 'calls');
    const starts = secondsOf(life, / side StartContainer/, 'calls');
    expect([starts.filter((at) => at < main).length > 1, starts.some((at) => at > main)]).toEqual([true, true]);
    expect(endOf(life)).toMatch(/^Succeeded; .*app Completed 0$/);
  });

  test.each([
    ['before the sidecar: it is never started', [init('init'), sidecar('side')], []],
    ['after the sidecar: it ran in parallel', [sidecar('side'), init('init')], ['side StartContainer']],
  ])('#193 init fails %s; pod Failed', (_case, initContainers, expected) => {
    const life: Life = { pod: { spec: { ...never, initContainers }, behavior: { init: ends(1) } } };
    expect(toldOf(life, / side StartContainer/, 'calls')).toEqual(expected);
    expect(endOf(life)).toMatch(/^Failed; .*init Error 1/);
  });

  const preStop = (seconds: number) => ({ lifecycle: { preStop: { sleep: { seconds } } } });
  const signals = (more: Partial<Container>, behavior: object, grace: number): readonly string[] => {
    const spec = { initContainers: [sidecar('sc1', more), sidecar('sc2', more)] };
    return linesOf(
      { pod: { spec, behavior: { '*': behavior } }, script: [[3, remove('web', grace)]] },
      /SIG/,
      'signals',
    );
  };

  test('#194 at termination: exit after main, in reverse order', () => {
    expect(signals({}, { onTerm: { exitAfter: 1 } }, 30).filter((line) => line.includes('exit'))).toEqual([
      '+4.0s app exit 0 (SIGTERM)',
      '+5.0s sc2 exit 0 (SIGTERM)',
      '+6.0s sc1 exit 0 (SIGTERM)',
    ]);
  });

  test('#194 preStop hooks of sidecars run simultaneously', () => {
    expect(signals(preStop(5), {}, 30).filter((line) => line.endsWith('SIGTERM'))).toEqual([
      '+3.0s app SIGTERM',
      '+8.0s sc2 SIGTERM',
      '+8.0s sc1 SIGTERM',
    ]);
  });

  test('#194 preStop hangs: sidecars get TERM simultaneously', () => {
    expect(signals(preStop(20), { onTerm: { exitAfter: 1 } }, 6).filter((line) => line.endsWith('SIGTERM'))).toEqual([
      '+3.0s app SIGTERM',
      '+9.0s sc2 SIGTERM',
      '+9.0s sc1 SIGTERM',
    ]);
  });

  test.each([
    ['non-zero exit', { onTerm: { exitCode: 7 } }, 'side Error 7'],
    ['grace exceeded', { onTerm: { ignore: true } }, 'side Error 137'],
  ])('#195 sidecar %s: Succeeded, only main counts', (_case, side, expected) => {
    const spec = { ...never, terminationGracePeriodSeconds: 5, initContainers: [sidecar('side')] };
    expect(endOf({ pod: { spec, behavior: { app: ends(0), side } } })).toBe(`Succeeded; ${expected}, app Completed 0`);
  });

  test('#195 main over grace: Failed', () => {
    const pod = { spec: { initContainers: [sidecar('side')] }, behavior: { app: { onTerm: { ignore: true } } } };
    expect(
      toldOf({ pod, script: [[3, remove('web', 5)]] }, /Failed/, 'pod').map((line) => line.split(',', 1)[0]),
    ).toEqual(['web MODIFIED Failed']);
  });
});

describe('RestartAllContainers', () => {
  const once = { runs: [ends(88, 3), {}] };
  const twice = { runs: [ends(88, 3), ends(88, 3), {}] };
  const mains = [{ name: 'app' }];

  test.each<readonly [string, Partial<PodSpec>, Behavior, string]>([
    ['a regular container', app(boss({ name: 'app' })), { app: once }, 'Running; app running ready restarts 1'],
    [
      'a sidecar',
      { containers: mains, initContainers: [boss(sidecar('side'))] },
      { side: once },
      'Running; side running ready restarts 1, app running ready restarts 1',
    ],
    [
      'an init container',
      { containers: mains, initContainers: [sidecar('side'), boss(init('one'))] },
      { one: { runs: [ends(88), ends(0)] } },
      'Running; side running ready restarts 1, one Completed 0 ready restarts 1, app running ready restarts 1',
    ],
    ['it repeatedly', app(boss({ name: 'app' })), { app: twice }, 'Running; app running ready restarts 2'],
  ])('#202 from %s: all containers restart in place, no loop', (_case, spec, behavior, expected) => {
    const life: Life = { pod: { spec, behavior }, until: 60 };
    expect(endOf(life)).toBe(expected);
    expect(linesOf(life, /RunPodSandbox/, 'calls')).toHaveLength(1);
  });
});
