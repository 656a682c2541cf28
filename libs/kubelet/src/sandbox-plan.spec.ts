/** When a pod needs a new sandbox, and what the condition says of the present one. */
import { describe, expect, it } from '@jest/globals';
import type { Pod } from '#kube-api';
import type { Sandbox } from '#runtime';
import { pod, sandbox, view } from '../test/builders.ts';
import { planSandbox } from './sandbox-plan.ts';

const hostPod = pod({ hostNetwork: true });

describe('the plan of a sandbox', () => {
  it.each<[string, Pod, readonly Sandbox[], string]>([
    ['there is none', pod(), [], '0: no pod sandbox exists'],
    [
      'two are ready',
      pod(),
      [sandbox(), sandbox({ id: 's1', attempt: 1 })],
      '2 for s1: multiple pod sandboxes are ready and need to be reconciled',
    ],
    ['the newest is not ready', pod(), [sandbox({ state: 'notready' })], '1 for s0: pod sandbox is not ready'],
    [
      'an older one is ready but the newest is not',
      pod(),
      [sandbox(), sandbox({ id: 's1', attempt: 1, state: 'notready' })],
      '2 for s1: pod sandbox is not ready',
    ],
    [
      'it is in the wrong network, and is not named as replaced',
      hostPod,
      [sandbox()],
      '1: network namespace mode changed and sandbox needs to be recreated',
    ],
    ['it has no address', pod(), [sandbox({ ip: '' })], '1 for s0: pod sandbox has no IP address'],
  ])('asks for a new one when %s', (_situation, ofPod, sandboxes, expected) => {
    const { isNewNeeded, attempt, replacedId, message } = planSandbox(ofPod, view([], sandboxes));
    expect([isNewNeeded, `${attempt}${replacedId && ` for ${replacedId}`}: ${message}`]).toEqual([true, expected]);
  });

  it.each([
    ['ready with an address', pod(), [sandbox({ attempt: 3 })]],
    ['ready in the host network', hostPod, [sandbox({ attempt: 3, hostNetwork: true, ip: '' })]],
    ['ready after a dead one', pod(), [sandbox({ state: 'notready' }), sandbox({ id: 's1', attempt: 3 })]],
  ])('keeps one that is %s', (_situation, ofPod, sandboxes) => {
    expect(planSandbox(ofPod, view([], sandboxes))).toMatchObject({ isNewNeeded: false, attempt: 3, message: '' });
  });
});
