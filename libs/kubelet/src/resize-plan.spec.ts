/** What a resize means for an instance. */
import { describe, expect, it } from '@jest/globals';
import type { Container, ResourceRequirements } from '#kube-api';
import { container, instance, running } from '../test/builders.ts';
import type { PlannedKill } from './container-fault.ts';
import { planResize, resizeOf } from './resize-plan.ts';

const has: ResourceRequirements = { requests: { cpu: '1', memory: '64Mi' }, limits: { memory: '128Mi' } };

const wanting = (resources: ResourceRequirements, ...restartOn: readonly string[]): Container =>
  container('app', {
    resources,
    resizePolicy: ['cpu', 'memory'].map((resourceName) => ({
      resourceName,
      restartPolicy: restartOn.includes(resourceName) ? 'RestartContainer' : 'NotRequired',
    })),
  });

const app = instance('app', { ...running, resources: has });

describe('an instance with 1 CPU and 64Mi', () => {
  it.each([
    ['the same', wanting({ ...has }), 'none'],
    ['more CPU', wanting({ ...has, requests: { cpu: '2', memory: '64Mi' } }), 'update'],
    ['another memory limit', wanting({ ...has, limits: { memory: '1Gi' } }), 'update'],
    ['memory that needs a restart', wanting({ ...has, limits: { memory: '1Gi' } }, 'memory'), 'restart'],
    [
      'CPU where memory needs a restart',
      wanting({ ...has, requests: { cpu: '2', memory: '64Mi' } }, 'memory'),
      'update',
    ],
    ['other storage', wanting({ ...has, limits: { memory: '128Mi', 'ephemeral-storage': '1Gi' } }), 'none'],
  ])('that is to have %s', (_name, wanted, action) => {
    expect(resizeOf(wanted, app)).toBe(action);
  });
});

describe('the plan of a pod', () => {
  const emptyPlan = (): { toStart: string[]; toKill: PlannedKill[]; toResize: string[] } => ({
    toStart: [],
    toKill: [],
    toResize: [],
  });

  it('keeps a container that is resized in place', () => {
    const plan = emptyPlan();
    expect(planResize({ container: wanting({}), instance: app }, plan)).toBe(false);
    expect(plan).toEqual({ ...emptyPlan(), toResize: ['app-0'] });
  });

  it('kills and starts one whose policy asks for that', () => {
    const plan = emptyPlan();
    expect(planResize({ container: wanting({}, 'cpu'), instance: app }, plan)).toBe(true);
    expect(plan.toKill.map(({ message }) => message)).toEqual(['Container app resize requires restart']);
    expect(plan.toStart).toEqual(['app']);
  });
});
