/** Why a running container cannot stay. */
import { describe, expect, it } from '@jest/globals';
import { container, created, instance, pod, view } from '../test/builders.ts';
import { planInput } from '../test/plan-text.ts';
import { faultOf, hasActiveRegular } from './container-fault.ts';

const foo1 = container('foo1');

describe('a running container', () => {
  it('may stay when image and probes agree', () => {
    expect(faultOf(planInput({ liveness: { foo1: 'Success' } }), foo1, instance('foo1'))).toBeUndefined();
  });

  it('goes for another image first, then for liveness, then for startup', () => {
    const bad = planInput({ liveness: { foo1: 'Failure' }, startup: { foo1: 'Failure' } });
    expect(faultOf(bad, foo1, instance('foo1', { image: 'old' }))).toEqual({
      text: 'definition changed',
      reason: 'Other',
      always: true,
    });
    expect(faultOf(bad, foo1, instance('foo1'))).toMatchObject({ reason: 'LivenessProbe', always: false });
    const late = planInput({ startup: { foo1: 'Failure' } });
    expect(faultOf(late, foo1, instance('foo1'))).toMatchObject({ reason: 'StartupProbe', always: false });
  });
});

describe('a pod', () => {
  it('has an active regular container once one exists in the ready sandbox, in whatever state', () => {
    expect(hasActiveRegular(pod(), view([instance('app', created)]))).toBe(true);
    expect(hasActiveRegular(pod(), view([instance('init', created)]))).toBe(false);
    expect(hasActiveRegular(pod(), view([instance('app', { sandboxId: 'older' })]))).toBe(false);
  });
});
