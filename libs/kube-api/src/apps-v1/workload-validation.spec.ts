/** Validation of deployments and replica sets. */
import { describe, expect, it } from '@jest/globals';
import { defaultDeployment, defaultReplicaSet } from './workload-defaults.ts';
import { updateValidation, validateDeployment, validateReplicaSet } from './workload-validation.ts';
import type { Deployment, DeploymentSpec } from './workloads.ts';

const labels = { app: 'web' };
const deployment = (spec: Partial<DeploymentSpec> = {}): Deployment =>
  defaultDeployment({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'app', image: 'app:1' }] } },
      ...spec,
    },
  });
const errorsOf = (spec: Partial<DeploymentSpec>): readonly string[] =>
  validateDeployment(deployment(spec)).map(({ field, message }) => `${field}: ${message}`);

describe('a deployment', () => {
  it('that is complete is valid', () => {
    expect(errorsOf({})).toEqual([]);
    expect(validateReplicaSet(defaultReplicaSet(deployment()))).toEqual([]);
  });

  it.each<[string, Partial<DeploymentSpec>, string]>([
    [
      'a negative number of replicas',
      { replicas: -1 },
      'spec.replicas: Invalid value: -1: must be greater than or equal to 0',
    ],
    [
      'an empty selector',
      { selector: {} },
      'spec.selector: Invalid value: {}: empty selector is invalid for deployment',
    ],
    [
      'a selector of other pods',
      { selector: { matchLabels: { app: 'db' } } },
      'spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`',
    ],
    [
      'no room to move',
      { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } } },
      'spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when `maxSurge` is 0',
    ],
    [
      'a rolling update beside Recreate',
      { strategy: { type: 'Recreate', rollingUpdate: {} } },
      "spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'",
    ],
    [
      'a deadline that pods cannot meet',
      { progressDeadlineSeconds: 5, minReadySeconds: 5 },
      'spec.progressDeadlineSeconds: Invalid value: 5: must be greater than minReadySeconds',
    ],
  ])('is refused for %s', (_why, spec, error) => {
    expect(errorsOf(spec)).toContain(error);
  });

  it('runs pods that restart', () => {
    const template = {
      metadata: { labels },
      spec: { containers: [], restartPolicy: 'Never' as const, activeDeadlineSeconds: 5 },
    };
    expect(errorsOf({ template })).toEqual(
      expect.arrayContaining([
        'spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"',
        'spec.template.spec.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in ReplicaSet is not Supported',
      ]),
    );
  });

  it('keeps its selector', () => {
    const validate = updateValidation(validateDeployment);
    const changed = deployment({ selector: { matchLabels: { app: 'web' }, matchExpressions: [] } });
    expect(validate(changed, deployment()).map(({ field, message }) => `${field}: ${message}`)).toEqual([
      'spec.selector: Invalid value: {"matchLabels":{"app":"web"},"matchExpressions":[]}: field is immutable',
    ]);
  });
});
