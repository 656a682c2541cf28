/** Evictions under a disruption budget. */
import { describe, expect, it } from '@jest/globals';
import type { PodDisruptionBudget, PodDisruptionBudgetStatus } from '#kube-api';
import { createObject, getObject, updateObject } from '#object-store';
import { ask, createHost, createPod, messageOf, PODS } from '../../test/host.ts';

const budget = (name: string, status: PodDisruptionBudgetStatus): PodDisruptionBudget => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name, namespace: 'default', uid: name, generation: 1 },
  spec: { minAvailable: 1, selector: {} },
  status: { observedGeneration: 1, desiredHealthy: 1, ...status },
});

function hostWith(...budgets: readonly PodDisruptionBudget[]) {
  const host = createHost();
  const pod = createPod(host, 'p', { nodeName: 'n1' });
  const conditions = [{ type: 'Ready', status: 'True' as const }];
  updateObject(host, 'pods', { ...pod, status: { ...pod.status, phase: 'Running' as const, conditions } });
  for (const one of budgets) createObject(host, 'poddisruptionbudgets', one);
  return host;
}
const evict = (host: ReturnType<typeof hostWith>, body: object = {}) =>
  ask(host, 'POST', `${PODS}/p/eviction`, { body: { metadata: { name: 'p' }, ...body } });

describe('an eviction', () => {
  it('that the budget allows is taken off it', () => {
    const host = hostWith(budget('b', { disruptionsAllowed: 2 }));
    expect(evict(host).code).toBe(201);
    const { status } = getObject(host.store, 'poddisruptionbudgets', 'default/b') as PodDisruptionBudget;
    expect([status?.disruptionsAllowed, Object.keys(status?.disruptedPods ?? {})]).toEqual([1, ['p']]);
  });

  it('that it does not allow has to wait', () => {
    const { code, body } = evict(hostWith(budget('b', { disruptionsAllowed: 0, currentHealthy: 1 })));
    expect([code, body]).toMatchObject([
      429,
      {
        reason: 'TooManyRequests',
        message: "Cannot evict pod as it would violate the pod's disruption budget.",
        details: {
          causes: [
            { reason: 'DisruptionBudget', message: 'The disruption budget b needs 1 healthy pods and has 1 currently' },
          ],
        },
      },
    ]);
  });

  it('waits for the controller to see a new budget', () => {
    expect(evict(hostWith(budget('b', { observedGeneration: 0, disruptionsAllowed: 1 }))).body).toMatchObject({
      code: 429,
      details: { retryAfterSeconds: 10 },
    });
  });

  it('of a pod under two budgets is not supported', () => {
    const response = evict(hostWith(budget('a', {}), budget('b', {})));
    expect(response.code).toBe(500);
    expect(messageOf(response)).toContain('more than one PodDisruptionBudget');
  });

  it('of a pod that is pending, or not ready while enough others are, needs no budget', () => {
    const host = hostWith(budget('b', { disruptionsAllowed: 0, currentHealthy: 1 }));
    const pod = getObject(host.store, 'pods', 'default/p');
    if (pod) updateObject(host, 'pods', { ...pod, status: { phase: 'Running' } });
    expect(evict(host, { deleteOptions: { dryRun: ['All'] } }).code).toBe(201);
    expect(evict(host).code).toBe(201);
  });
});
