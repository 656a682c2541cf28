/** What the kubelet does to a pod without init containers, by policy and by what the runtime shows. */
import { describe, expect, it } from '@jest/globals';
import { container, created, exited, IMAGE, sandbox, unknown, view } from '../test/builders.ts';
import { planInput, planText, threeContainers, type Given } from '../test/plan-text.ts';
import { planPod } from './pod-plan.ts';

type Row = readonly [situation: string, given: Given, plan: string];

const ended = { foo1: exited(0), foo2: exited(111) };
const allSucceeded = { foo1: exited(0), foo2: exited(0), foo3: exited(0) };
const gone = { foo1: null, foo2: null, foo3: null };
const notReady = [{ state: 'notready' as const }];
const withPolicy = (...policies: readonly ('Always' | 'OnFailure' | 'Never' | undefined)[]): Given['spec'] => ({
  containers: threeContainers.map((one, index) => {
    const restartPolicy = policies[index];
    return restartPolicy ? { ...one, restartPolicy } : one;
  }),
});

const exits: readonly Row[] = [
  ['#1 everything runs', {}, 'nothing'],
  ['#2 nothing exists yet', { known: gone, sandboxes: [] }, 'kill pod; new sandbox 0; start foo1 foo2 foo3'],
  ['#3 Always restarts whatever exited', { known: ended }, 'start foo1 foo2'],
  ['#4 OnFailure restarts what failed', { policy: 'OnFailure', known: ended }, 'start foo2'],
  ['#6 Never restarts nothing', { policy: 'Never', known: ended }, 'nothing'],
  [
    '#5 a container that never started is started under OnFailure',
    { policy: 'OnFailure', known: { foo1: exited(0), foo2: created } },
    'start foo2',
  ],
  [
    '#17 a container that never started is started under Never',
    { policy: 'Never', known: { foo2: created } },
    'start foo2',
  ],
  [
    '#16 a container in unknown state is killed and started',
    { policy: 'Never', known: { foo2: unknown } },
    'kill foo2; start foo2',
  ],
  ['a pod whose containers are all done is killed', { policy: 'OnFailure', known: allSucceeded }, 'kill pod'],
  [
    'nothing is started in a pod that is being deleted',
    { known: ended, metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' } },
    'nothing',
  ],
];

const faults: readonly Row[] = [
  ['#10 another image restarts the container', { known: { foo2: { image: 'old' } } }, 'kill foo2; start foo2'],
  [
    'another image restarts the container under Never',
    { policy: 'Never', known: { foo2: { image: 'old' } } },
    'kill foo2; start foo2',
  ],
  ['#11 liveness failure restarts the container', { liveness: { foo2: 'Failure' } }, 'kill foo2; start foo2'],
  ['#12 startup failure restarts the container', { startup: { foo2: 'Failure' } }, 'kill foo2; start foo2'],
  ['liveness failure under Never only kills', { policy: 'Never', liveness: { foo2: 'Failure' } }, 'kill foo2'],
  [
    'liveness failure of the last container under Never kills the pod',
    { policy: 'Never', known: ended, liveness: { foo3: 'Failure' } },
    'kill pod',
  ],
  [
    'an unknown probe result changes nothing',
    { liveness: { foo1: 'Unknown' }, startup: { foo2: 'Unknown' } },
    'nothing',
  ],
];

const sandboxes: readonly Row[] = [
  [
    '#7 a dead sandbox is replaced with all containers',
    { sandboxes: notReady },
    'kill pod; new sandbox 1 for s0; start foo1 foo2 foo3',
  ],
  [
    '#8 a dead sandbox under OnFailure does not repeat what succeeded',
    { policy: 'OnFailure', sandboxes: notReady, known: { foo2: exited(0) } },
    'kill pod; new sandbox 1 for s0; start foo1 foo3',
  ],
  [
    '#9 a sandbox without address is replaced',
    { sandboxes: [{ ip: '' }] },
    'kill pod; new sandbox 1 for s0; start foo1 foo2 foo3',
  ],
  [
    '#13 a dead sandbox under Never is not replaced once containers ran',
    { policy: 'Never', sandboxes: [{ state: 'notready', attempt: 1 }], known: allSucceeded },
    'kill pod',
  ],
  [
    '#14 a dead sandbox under OnFailure is not replaced when all succeeded',
    { policy: 'OnFailure', sandboxes: [{ state: 'notready', attempt: 1 }], known: allSucceeded },
    'kill pod',
  ],
  [
    '#15 a dead sandbox under Never is replaced while no container ever ran',
    { policy: 'Never', sandboxes: [{ state: 'notready', attempt: 2 }], known: gone },
    'kill pod; new sandbox 3 for s0; start foo1 foo2 foo3',
  ],
  [
    "#21 a dead sandbox respects a container's own OnFailure",
    { sandboxes: notReady, known: { foo2: exited(0) }, spec: withPolicy(undefined, 'OnFailure') ?? {} },
    'kill pod; new sandbox 1 for s0; start foo1 foo3',
  ],
  [
    '#22 two ready sandboxes are replaced by a third',
    { sandboxes: [{ id: 's0' }, { id: 's1', attempt: 1 }] },
    'kill pod; new sandbox 2 for s1; start foo1 foo2 foo3',
  ],
  [
    '#23 a pod of the host network leaves a sandbox of the pod network, which is not named as replaced',
    { spec: { hostNetwork: true } },
    'kill pod; new sandbox 1; start foo1 foo2 foo3',
  ],
  [
    'a pod of the host network needs no address',
    { spec: { hostNetwork: true }, sandboxes: [{ hostNetwork: true, ip: '' }] },
    'nothing',
  ],
];

const own = (policy: Given['policy'], containerPolicy: 'Always' | 'OnFailure' | 'Never'): Given => ({
  ...(policy ? { policy } : {}),
  known: ended,
  spec: withPolicy(containerPolicy, containerPolicy) ?? {},
});

const containerPolicies: readonly Row[] = [
  ['#18 Always of a container wins over Never of the pod', own('Never', 'Always'), 'start foo1 foo2'],
  ['#19 OnFailure of a container wins over Never of the pod', own('Never', 'OnFailure'), 'start foo2'],
  ['#20 Never of a container wins over Always of the pod', own('Always', 'Never'), 'nothing'],
];

const ephemeralContainers = [container('debug')];

const ephemeral: readonly Row[] = [
  [
    '#53 an ephemeral container without instance is started',
    { spec: { ephemeralContainers } },
    'start ephemeral debug',
  ],
  [
    '#54 an ephemeral container that exited stays so',
    { spec: { ephemeralContainers }, known: { debug: exited(0) } },
    'nothing',
  ],
];

describe('the plan of a pod', () => {
  it.each([...exits, ...faults, ...sandboxes, ...containerPolicies, ...ephemeral])('%s', (_situation, given, plan) => {
    expect(planText(given)).toBe(plan);
  });

  it('says in the Killing text what is wrong and whether the container comes back', () => {
    const messages = (given: Given): string[] => planPod(planInput(given)).toKill.map(({ message }) => message);
    expect(
      messages({ known: { foo1: { image: 'old' } }, liveness: { foo2: 'Failure' }, startup: { foo3: 'Failure' } }),
    ).toEqual([
      'Container foo1 definition changed, will be restarted',
      'Container foo2 failed liveness probe, will be restarted',
      'Container foo3 failed startup probe, will be restarted',
    ]);
    expect(messages({ policy: 'Never', liveness: { foo2: 'Failure' } })).toEqual([
      'Container foo2 failed liveness probe',
    ]);
    expect(messages({ known: { foo2: unknown } })).toEqual([
      'Container is in "unknown" state, try killing it before restart',
    ]);
  });

  it('tells probe kills from others, for their grace period', () => {
    const given: Given = {
      known: { foo1: { image: 'old' } },
      liveness: { foo2: 'Failure' },
      startup: { foo3: 'Failure' },
    };
    expect(planPod(planInput(given)).toKill.map(({ reason }) => reason)).toEqual([
      'Other',
      'LivenessProbe',
      'StartupProbe',
    ]);
  });

  it('compares images as the spec names them', () => {
    expect(planText({ known: { foo1: { image: IMAGE, imageName: 'registry.example/app:1.0' } } })).toBe('nothing');
  });

  it('starts every container of a ready sandbox that the runtime does not know', () => {
    const input = { ...planInput({}), view: view([], [sandbox()]) };
    expect(planPod(input)).toMatchObject({ killPod: false, toStart: ['foo1', 'foo2', 'foo3'] });
  });
});
