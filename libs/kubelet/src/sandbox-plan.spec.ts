/** When a pod needs a new sandbox, and what the condition says of the present one. */
import { describe, expect, it } from '@jest/globals';
import { pod, sandbox, view } from '../test/builders.ts';
import { planSandbox } from './sandbox-plan.ts';

const hostPod = pod({ hostNetwork: true });

describe('the plan of a sandbox', () => {
  it.each([
    ['there is none', pod(), [], 'no pod sandbox exists', 0, ''],
    [
      'two are ready',
      pod(),
      [sandbox(), sandbox({ id: 's1', attempt: 1 })],
      'multiple pod sandboxes are ready and need to be reconciled',
      2,
      's1',
    ],
    ['the newest is not ready', pod(), [sandbox({ state: 'notready' })], 'pod sandbox is not ready', 1, 's0'],
    [
      'an older one is ready but the newest is not',
      pod(),
      [sandbox(), sandbox({ id: 's1', attempt: 1, state: 'notready' })],
      'pod sandbox is not ready',
      2,
      's1',
    ],
    [
      'it is in the wrong network, and is not named as replaced',
      hostPod,
      [sandbox()],
      'network namespace mode changed and sandbox needs to be recreated',
      1,
      '',
    ],
    ['it has no address', pod(), [sandbox({ ip: '' })], 'pod sandbox has no IP address', 1, 's0'],
  ])('asks for a new one when %s', (_situation, ofPod, sandboxes, message, attempt, replacedId) => {
    expect(planSandbox(ofPod, view([], sandboxes))).toEqual({ isNewNeeded: true, attempt, replacedId, message });
  });

  it.each([
    ['ready with an address', pod(), [sandbox({ attempt: 3 })]],
    ['ready in the host network', hostPod, [sandbox({ attempt: 3, hostNetwork: true, ip: '' })]],
    ['ready after a dead one', pod(), [sandbox({ state: 'notready' }), sandbox({ id: 's1', attempt: 3 })]],
  ])('keeps one that is %s', (_situation, ofPod, sandboxes) => {
    expect(planSandbox(ofPod, view([], sandboxes))).toMatchObject({ isNewNeeded: false, attempt: 3, message: '' });
  });
});
