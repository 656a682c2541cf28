/** Which exits lead to a restart: rules, policy of the container, policy of the pod. */
import { describe, expect, it } from '@jest/globals';
import { isSidecar, type Container, type RestartPolicy, type RestartRule } from '#kube-api';
import { container, created, exited, instance, pod, running, unknown } from '../test/builders.ts';
import { restartPolicyOf, restartsAfterExit, shouldBeRestarted } from './restart-decision.ts';

const rule = (operator: 'In' | 'NotIn', ...values: number[]): RestartRule => ({
  action: 'Restart',
  exitCodes: { operator, values },
});
const withRules = (restartPolicy: RestartPolicy, ...restartPolicyRules: RestartRule[]): Container =>
  container('app', { restartPolicy, restartPolicyRules });

describe('a container that exits', () => {
  it.each<[string, Container, RestartPolicy, number, boolean]>([
    ['0 under Always', container('app'), 'Always', 0, true],
    ['0 under OnFailure', container('app'), 'OnFailure', 0, false],
    ['1 under OnFailure', container('app'), 'OnFailure', 1, true],
    ['1 under Never', container('app'), 'Never', 1, false],
    ['1 under its own Never', withRules('Never'), 'Always', 1, false],
    ['0 under its own Always', withRules('Always'), 'Never', 0, true],
    ['42, named by a rule', withRules('Never', rule('In', 42)), 'Never', 42, true],
    ['43, not named by the rule', withRules('Never', rule('In', 42)), 'Never', 43, false],
    ['43, not among the exceptions', withRules('Never', rule('NotIn', 42)), 'Never', 43, true],
    ['42, among the exceptions', withRules('Never', rule('NotIn', 42)), 'Never', 42, false],
    ['2, named by the second rule', withRules('Never', rule('In', 1), rule('In', 2)), 'Never', 2, true],
    ['0, with rules that do not match, under its own Always', withRules('Always', rule('In', 1)), 'Never', 0, true],
    [
      '1 with rules but without a policy of its own',
      container('app', { restartPolicyRules: [rule('In', 1)] }),
      'Never',
      1,
      false,
    ],
  ])('with %s', (_situation, spec, policy, exitCode, isRestarted) => {
    expect(restartsAfterExit(spec, pod({ restartPolicy: policy }), exitCode)).toBe(isRestarted);
  });
});

describe('a container', () => {
  const app = container('app');

  it.each([
    ['that the runtime does not know is started', undefined, true],
    ['that runs is left alone', instance('app', running), false],
    ['that was created but not started is started', instance('app', created), true],
    ['of unknown state is started', instance('app', unknown), true],
    ['that failed stays so under Never', instance('app', exited(1)), false],
  ])('%s', (_situation, known, isRestarted) => {
    expect(shouldBeRestarted(app, pod({ restartPolicy: 'Never' }), known)).toBe(isRestarted);
  });

  it('of a pod that is being deleted is never started', () => {
    const deleted = pod({}, { deletionTimestamp: '2026-01-01T00:00:00Z' });
    expect([undefined, instance('app', exited(1))].map((known) => shouldBeRestarted(app, deleted, known))).toEqual([
      false,
      false,
    ]);
  });

  it('of the init list with Always is a sidecar', () => {
    expect([app, withRules('Always'), withRules('OnFailure')].map(isSidecar)).toEqual([false, true, false]);
  });
});

describe('a pod', () => {
  it('restarts Always unless it says otherwise', () => {
    const { restartPolicy: _policy, ...spec } = pod().spec;
    expect([restartPolicyOf({ ...pod(), spec }), restartPolicyOf(pod({ restartPolicy: 'Never' }))]).toEqual([
      'Always',
      'Never',
    ]);
  });
});
