/** The numbered cases of the plan of a pod that no other spec tells: sandboxes, unknown states, RestartAllContainers. */
import { describe, expect, test } from '@jest/globals';
import type { Container, PodStatus, RestartRule } from '#kube-api';
import {
  container,
  endedState,
  exited,
  instance,
  pod,
  running,
  sandbox,
  sidecar,
  status,
  unknown,
  view,
} from '../test/builders.ts';
import { planInput, planText, threeContainers, type Given } from '../test/plan-text.ts';
import { planPod } from './pod-plan.ts';
import { planSandbox } from './sandbox-plan.ts';
import { stepsOf } from './sync-pod.ts';

describe('whether a sandbox is replaced', () => {
  const two = [sandbox({ id: 's1' }), sandbox({ id: 's2', attempt: 1 })];

  test.each([
    ['#22 two ready sandboxes', {}, two, '2 for s2: multiple pod sandboxes are ready and need to be reconciled'],
    [
      '#23 hostNetwork pod, sandbox in pod network',
      { hostNetwork: true },
      [sandbox()],
      '1 for : network namespace mode changed and sandbox needs to be recreated',
    ],
    ['#24 hostNetwork-less pod, sandbox with IP', {}, [sandbox({ attempt: 3 })], 'keep 3'],
  ])('%s', (_case, spec, sandboxes, expected) => {
    const { isNewNeeded, attempt, replacedId, message } = planSandbox(pod(spec), view([], sandboxes));
    expect(isNewNeeded ? `${attempt} for ${replacedId}: ${message}` : `keep ${attempt}`).toBe(expected);
  });
});

describe('what ends the pod or starts over', () => {
  const initContainers = ['init1', 'init2', 'init3'].map((name) => container(name));
  const sidecars = ['side1', 'side2', 'side3'].map((name) => sidecar(name));
  const noMain = { foo1: null, foo2: null, foo3: null };

  test('#34 Never; init3 unknown: the pod is killed, the kill list is empty', () => {
    const known = { ...noMain, init1: exited(0), init2: exited(0), init3: unknown };
    const { killPod, toKill, initToStart } = planPod(planInput({ policy: 'Never', known, spec: { initContainers } }));
    expect({ killPod, toKill, initToStart }).toEqual({ killPod: true, toKill: [], initToStart: [] });
  });

  test.each(['Always', 'OnFailure'] as const)('#52 %s; sandbox dead, sidecar 3 exit 137', (policy) => {
    const known = { ...noMain, side1: running, side2: running, side3: exited(137) };
    const given: Given = { policy, known, sandboxes: [{ state: 'notready' }], spec: { initContainers: sidecars } };
    expect(planText(given)).toBe('kill pod; new sandbox 1 for s0; start init side1');
  });
});

describe('RestartAllContainers', () => {
  const on42: RestartRule = { action: 'RestartAllContainers', exitCodes: { operator: 'In', values: [42] } };
  const source = (one: Container): Container => ({ ...one, restartPolicy: 'Never', restartPolicyRules: [on42] });
  const bySource = { containers: threeContainers.map((one) => (one.name === 'foo3' ? source(one) : one)) };
  const inits = [container('init1'), sidecar('init2'), source(container('init3'))];
  const noMain = { foo1: null, foo2: null, foo3: null };

  /** `init1, init2 (kill)`: what is removed, and killed before. */
  function resetText(
    given: Given,
    more: { instances?: readonly ReturnType<typeof instance>[]; shown?: PodStatus } = {},
  ): string {
    const input = planInput(given);
    const { instances = input.view.containers, shown } = more;
    const steps = stepsOf(planPod({ ...input, view: view(instances), shown }));
    const killed = steps.flatMap((step) => (step.do === 'kill' ? [step.id] : []));
    const removed = steps.flatMap((step) => (step.do === 'remove' ? [step.id] : []));
    return removed.map((id) => (killed.includes(id) ? `${id} (kill)` : id)).join(', ');
  }

  const shownExit: PodStatus = { initContainerStatuses: [status('init3', endedState(42))] };
  const exited42 = exited(42);

  test.each<readonly [string, Given, Parameters<typeof resetText>[1], string]>([
    [
      '#56 three main running, the exit of init3 is known from its status only',
      { spec: { initContainers: inits } },
      { shown: shownExit },
      'foo1-0 (kill), foo2-0 (kill), foo3-0 (kill)',
    ],
    [
      '#57 triggered by init3 (exit code match), sidecar init2 running',
      { spec: { initContainers: inits }, known: { ...noMain, init1: exited(0), init2: running, init3: exited42 } },
      {},
      'init1-0, init2-0 (kill), init3-0',
    ],
    [
      '#58 triggered by foo3; sidecars running',
      {
        spec: { ...bySource, initContainers: [sidecar('side1'), sidecar('side2'), sidecar('side3')] },
        known: { foo3: exited42, side1: running, side2: running, side3: running },
      },
      {},
      'foo1-0 (kill), foo2-0 (kill), side1-0 (kill), side2-0 (kill), side3-0 (kill), foo3-0',
    ],
    [
      '#59 with old exited instances',
      { spec: bySource },
      {
        instances: [
          instance('foo3', exited(1)),
          instance('foo1', exited(1)),
          instance('foo3', exited(42, { attempt: 1 })),
          instance('foo1', { ...running, attempt: 1 }),
        ],
      },
      'foo1-0, foo1-1 (kill), foo3-0, foo3-1',
    ],
  ])('%s', (_case, given, more, expected) => {
    expect(resetText(given, more)).toBe(expected);
  });

  test.each<readonly [string, Given, string]>([
    ['#60 done, all gone: init 0', { spec: { initContainers: inits }, known: noMain }, 'start init init1'],
    ['#60 done, all gone: all main containers', { spec: bySource, known: noMain }, 'start foo1 foo2 foo3'],
  ])('%s', (_case, given, expected) => {
    expect(planText(given)).toBe(expected);
  });
});
