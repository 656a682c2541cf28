/** What the kubelet does to a pod with init containers and sidecars. */
import { describe, expect, it } from '@jest/globals';
import { container, created, exited, running, sidecar, unknown, type InstanceFacts } from '../test/builders.ts';
import { planInput, planText, type Given } from '../test/plan-text.ts';
import { planInitContainers } from './init-plan.ts';

type Row = readonly [situation: string, given: Given, plan: string];
type Known = Readonly<Record<string, InstanceFacts | null>>;

const noMain: Known = { foo1: null, foo2: null, foo3: null };
const noInit: Known = { init1: null, init2: null, init3: null };
const mainDone: Known = { foo1: exited(0), foo2: exited(0), foo3: exited(0) };
const dead = [{ state: 'notready' as const }];
const killed = exited(137);

describe('the plan of init containers', () => {
  const spec = { initContainers: [container('init1'), container('init2'), container('init3')] };
  const done: Known = { init1: exited(0), init2: exited(0), init3: exited(0), ...noMain };

  const rows: readonly Row[] = [
    ['#27 all have succeeded', {}, 'start foo1 foo2 foo3'],
    ['#28 none exists yet', { known: noInit }, 'start init init1'],
    ['the first has succeeded', { known: { init2: null, init3: null } }, 'start init init2'],
    ['#29 the last one runs', { known: { init3: running } }, 'nothing'],
    ['#39 the last one never started', { known: { init3: created } }, 'start init init3'],
    ['#31 a failed one starts again under Always', { known: { init3: killed } }, 'start init init3'],
    [
      '#31 a failed one starts again under OnFailure',
      { policy: 'OnFailure', known: { init3: killed } },
      'start init init3',
    ],
    ['#32 a failed one ends the pod under Never', { policy: 'Never', known: { init3: killed } }, 'kill pod'],
    [
      'one that was killed for memory has failed whatever its exit code',
      { policy: 'Never', known: { init3: exited(0, { reason: 'OOMKilled' }) } },
      'kill pod',
    ],
    [
      '#33 one in unknown state is killed and started under Always',
      { known: { init3: unknown } },
      'kill init3; start init init3',
    ],
    [
      '#33 one in unknown state is killed and started under OnFailure',
      { policy: 'OnFailure', known: { init3: unknown } },
      'kill init3; start init init3',
    ],
    ['#34 one in unknown state ends the pod under Never', { policy: 'Never', known: { init3: unknown } }, 'kill pod'],
    [
      '#30 a dead sandbox starts over with the first',
      { sandboxes: dead },
      'kill pod; new sandbox 1 for s0; start init init1',
    ],
    [
      '#36 a sandbox that died under Never before any container is replaced',
      { policy: 'Never', sandboxes: dead, known: noInit },
      'kill pod; new sandbox 1 for s0; start init init1',
    ],
    [
      '#35 a sandbox that died under Never after init containers ran ends the pod',
      { policy: 'Never', sandboxes: dead },
      'kill pod',
    ],
    [
      '#37 earlier ones that were collected do not run again',
      { known: { init1: null, init2: null, init3: running } },
      'nothing',
    ],
    [
      '#38 a main container of an older sandbox does not make the pod initialized',
      { known: { ...noInit, foo1: { ...created, sandboxId: 'older' } } },
      'start init init1',
    ],
    [
      'once a main container exists init containers are left alone',
      { known: { ...noInit, foo1: running, foo2: running, foo3: running } },
      'nothing',
    ],
    [
      '#55 an ephemeral container starts while init containers run',
      { known: { init3: running }, spec: { ...spec, ephemeralContainers: [container('debug')] } },
      'start ephemeral debug',
    ],
  ];

  it.each(rows)('%s', (_situation, given, plan) => {
    expect(planText({ ...given, spec: given.spec ?? spec }, done)).toBe(plan);
  });

  it('obeys the policy of the init container before that of the pod', () => {
    const initContainers = [container('init1', { restartPolicy: 'Never' })];
    expect(planText({ spec: { initContainers }, known: { init1: killed } }, noMain)).toBe('kill pod');
    const onFailure = [container('init1', { restartPolicy: 'OnFailure' })];
    const given: Given = { policy: 'Never', spec: { initContainers: onFailure }, known: { init1: killed } };
    expect(planText(given, noMain)).toBe('start init init1');
  });

  it('is over at once without init containers', () => {
    expect(planInitContainers(planInput({}))).toEqual({ isInitialized: true, killPod: false, toStart: [], toKill: [] });
  });

  it('calls an init container of unknown state an init container', () => {
    const { toKill } = planInitContainers(planInput({ spec, known: { init3: unknown } }, done));
    expect(toKill.map(({ message }) => message)).toEqual([
      'Init container is in "unknown" state, try killing it before restart',
    ]);
  });
});

describe('the plan of sidecars', () => {
  const probe = { tcpSocket: { port: 80 } };
  const spec = {
    initContainers: [
      sidecar('side1'),
      sidecar('side2', { livenessProbe: probe, startupProbe: probe }),
      sidecar('side3', { livenessProbe: probe, startupProbe: probe }),
    ],
  };
  const base: Known = { side1: running, side2: running, side3: running, ...noMain };
  const succeeding: Given = {
    liveness: { side2: 'Success', side3: 'Success' },
    startup: { side2: 'Success', side3: 'Success' },
  };
  const mainRunning: Known = { foo1: running, foo2: running, foo3: running };

  const rows: readonly Row[] = [
    ['all run and have started', {}, 'start foo1 foo2 foo3'],
    [
      '#40 a liveness result that is not known does not hold up the next',
      { known: { side3: null }, liveness: { side2: 'Unknown' } },
      'start init side3',
    ],
    ['#41 a startup result that is missing holds up the next', { known: { side3: null }, startup: {} }, 'nothing'],
    [
      '#41 a startup result that is not known holds up the next',
      { known: { side3: null }, startup: { side2: 'Unknown' } },
      'nothing',
    ],
    [
      '#42 startup success lets the next one start',
      { known: { side3: null }, startup: { side2: 'Success' } },
      'start init side3',
    ],
    [
      '#43 liveness failure of the last restarts it and still counts as initialized',
      { liveness: { side2: 'Success', side3: 'Failure' } },
      'kill side3; start init side3; start foo1 foo2 foo3',
    ],
    [
      '#44 startup failure of the last restarts it, and main containers wait',
      { startup: { side2: 'Success', side3: 'Failure' } },
      'kill side3; start init side3',
    ],
    [
      '#45 another image of the last restarts it and still counts as initialized',
      { known: { side3: { ...running, image: 'old' } } },
      'kill side3; start init side3; start foo1 foo2 foo3',
    ],
    [
      '#46 the first and the last have exited: both start, main containers wait',
      { known: { side1: exited(1), side3: exited(0) } },
      'start init side1 side3',
    ],
    [
      '#47 the first has exited: it starts along with the main containers',
      { known: { side1: exited(0) } },
      'start init side1; start foo1 foo2 foo3',
    ],
    [
      '#48 one that exited before the main containers starts again under Never',
      { policy: 'Never', known: { side3: killed } },
      'start init side3',
    ],
    [
      '#49 one that exited beside running main containers starts again under Never',
      { policy: 'Never', known: { ...mainRunning, side3: killed } },
      'start init side3',
    ],
    ['#50 main containers are done for good: the pod is killed', { policy: 'Never', known: mainDone }, 'kill pod'],
    [
      '#51 earlier ones that are missing start along with the main containers',
      { known: { side1: null, side2: null } },
      'start init side1 side2; start foo1 foo2 foo3',
    ],
    [
      '#52 a dead sandbox under OnFailure starts over with the first',
      { policy: 'OnFailure', sandboxes: dead, known: { side3: killed } },
      'kill pod; new sandbox 1 for s0; start init side1',
    ],
    [
      '#52 a dead sandbox under Never ends the pod',
      { policy: 'Never', sandboxes: dead, known: { side3: killed } },
      'kill pod',
    ],
    [
      'one in unknown state is killed and started',
      { known: { side1: unknown } },
      'kill side1; start init side1; start foo1 foo2 foo3',
    ],
  ];

  it.each(rows)('%s', (_situation, given, plan) => {
    expect(planText({ ...succeeding, ...given, spec }, base)).toBe(plan);
  });

  it('never promises a restart in the Killing text', () => {
    const given: Given = {
      ...succeeding,
      spec,
      liveness: { side2: 'Failure' },
      startup: { side2: 'Success', side3: 'Failure' },
    };
    const { toKill } = planInitContainers(planInput(given, base));
    expect(toKill.map(({ message, reason }) => `${message} / ${reason}`)).toEqual([
      'Init container side3 failed startup probe / StartupProbe',
      'Init container side2 failed liveness probe / LivenessProbe',
    ]);
  });
});
