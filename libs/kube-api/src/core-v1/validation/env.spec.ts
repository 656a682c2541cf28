/** Refusals of environment variables. */
import { describe, expect, it } from '@jest/globals';
import { containerRefusals } from '../../../test/pods.ts';

describe('environment variables', () => {
  it.each([
    [
      'a variable needs a name',
      containerRefusals({ env: [{ name: '' }] }),
      ['spec.containers[0].env[0].name: Required value'],
    ],
    [
      'a name with an equals sign is refused',
      containerRefusals({ env: [{ name: 'A=B' }] }),
      [
        'spec.containers[0].env[0].name: Invalid value: "A=B": a valid environment variable name must consist only of printable ASCII characters other than \'=\'',
      ],
    ],
    ['a name with a blank is accepted', containerRefusals({ env: [{ name: '1A b' }] }), []],
    [
      'a source must be named',
      containerRefusals({ env: [{ name: 'A', valueFrom: {} }] }),
      [
        'spec.containers[0].env[0].valueFrom: Invalid value: "": must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`',
      ],
    ],
    [
      'value and source exclude each other',
      containerRefusals({ env: [{ name: 'A', value: 'x', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] }),
      ['spec.containers[0].env[0].valueFrom: Invalid value: "": may not be specified when `value` is not empty'],
    ],
    [
      'a field that pods do not have is refused',
      containerRefusals({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'spec.foo' } } }] }),
      [
        'spec.containers[0].env[0].valueFrom.fieldRef.fieldPath: Invalid value: "spec.foo": error converting fieldPath: field label not supported: spec.foo',
      ],
    ],
    [
      'a label by its key is accepted',
      containerRefusals({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: "metadata.labels['a']" } } }] }),
      [],
    ],
    [
      'a cpu divisor is 1m or 1',
      containerRefusals({
        env: [{ name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '2' } } }],
      }),
      [
        'spec.containers[0].env[0].valueFrom.resourceFieldRef.divisor: Invalid value: "limits.cpu": only divisor\'s values 1m and 1 are supported with the cpu resource',
      ],
    ],
    [
      'a key selector needs a key',
      containerRefusals({ env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'c' } } }] }),
      ['spec.containers[0].env[0].valueFrom.configMapKeyRef.key: Required value'],
    ],
    [
      'envFrom needs exactly one source',
      containerRefusals({ envFrom: [{}] }),
      ['spec.containers[0].envFrom: Invalid value: "": must specify one of: `configMapRef` or `secretRef`'],
    ],
  ])('%s', (_name, found, expected) => {
    expect(found).toEqual(expected);
  });
});
