/** Priorities of pods. */
import { describe, expect, it } from '@jest/globals';
import { PODS, ask, createHost, createPod, messageOf, podBody } from '../../test/host.ts';

const CLASSES = '/apis/scheduling.k8s.io/v1/priorityclasses';
const refusal = (spec: object): string =>
  messageOf(ask(createHost(), 'POST', PODS, { body: { ...podBody('p'), spec: { ...podBody('p').spec, ...spec } } }));

describe('the priority', () => {
  it('comes from the class', () => {
    const host = createHost();
    ask(host, 'POST', CLASSES, { body: { metadata: { name: 'never' }, value: 10, preemptionPolicy: 'Never' } });
    expect(createPod(host, 'p', { priorityClassName: 'never' }).spec).toMatchObject({
      priority: 10,
      preemptionPolicy: 'Never',
    });
    expect(createPod(host, 'q', { priorityClassName: 'system-node-critical' }).spec.priority).toBe(2_000_001_000);
  });

  it('is that of the global default where a pod names no class', () => {
    const host = createHost();
    ask(host, 'POST', CLASSES, { body: { metadata: { name: 'usual' }, value: 7, globalDefault: true } });
    expect(createPod(host, 'p').spec).toMatchObject({ priority: 7, priorityClassName: 'usual' });
  });

  it.each([
    [{ priorityClassName: 'nope' }, 'no PriorityClass with name nope was found'],
    [
      { priority: 5 },
      'the integer value of priority (5) must not be provided in pod spec; priority admission controller computed 0 from the given PriorityClass name',
    ],
    [
      { preemptionPolicy: 'x' },
      'the string value of PreemptionPolicy (x) must not be provided in pod spec; priority admission controller computed PreemptLowerPriority from the given PriorityClass name',
    ],
  ])('%j is refused', (spec, why) => {
    expect(refusal(spec)).toBe(`pods "p" is forbidden: ${why}`);
  });
});
