/** Refusals of requests and limits. */
import { describe, expect, it } from '@jest/globals';
import { containerRefusals, refusals } from '../../../test/pods.ts';

describe('requests and limits', () => {
  it.each([
    [
      'a request above its limit is refused',
      containerRefusals({ resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } }),
      ['spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1'],
    ],
    [
      'a negative limit is refused, as is the request that follows it',
      containerRefusals({ resources: { limits: { cpu: '-1' } } }),
      [
        'spec.containers[0].resources.limits[cpu]: Invalid value: "-1": must be greater than or equal to 0',
        'spec.containers[0].resources.requests[cpu]: Invalid value: "-1": must be greater than or equal to 0',
      ],
    ],
    [
      'an extended resource needs a limit',
      containerRefusals({ resources: { requests: { 'example.com/gpu': '1' } } }),
      ['spec.containers[0].resources.limits: Required value: Limit must be set for non overcommitable resources'],
    ],
    [
      'an extended resource has its limit as request',
      containerRefusals({ resources: { requests: { 'example.com/gpu': '1' }, limits: { 'example.com/gpu': '2' } } }),
      ['spec.containers[0].resources.requests: Invalid value: "1": must be equal to example.com/gpu limit of 2'],
    ],
    [
      'huge pages need cpu or memory',
      containerRefusals({ resources: { limits: { 'hugepages-2Mi': '2Mi' } } }),
      ['spec.containers[0].resources: Forbidden: HugePages require cpu or memory'],
    ],
    [
      'a resize policy is set once per resource',
      containerRefusals({
        resizePolicy: [
          { resourceName: 'cpu', restartPolicy: 'NotRequired' },
          { resourceName: 'cpu', restartPolicy: 'NotRequired' },
        ],
      }),
      ['spec.containers[0].resizePolicy[1]: Duplicate value: "cpu"'],
    ],
    [
      'a pod that never restarts resizes without restarting',
      containerRefusals(
        { resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }] },
        { restartPolicy: 'Never' },
      ),
      [
        "spec.containers[0].resizePolicy: Invalid value: \"RestartContainer\": must be 'NotRequired' when pod `restartPolicy` is 'Never'",
      ],
    ],
    [
      'a pod has no ephemeral storage of its own',
      refusals({ resources: { requests: { 'ephemeral-storage': '1Gi' } } }),
      [
        'spec.resources.requests[ephemeral-storage]: Unsupported value: "ephemeral-storage": supported values: "cpu", "hugepages-", "memory"',
      ],
    ],
    [
      'a pod asks for at least what its containers ask for',
      containerRefusals({ resources: { requests: { cpu: '2' } } }, { resources: { requests: { cpu: '1' } } }),
      [
        'spec.resources.requests[cpu]: Invalid value: "1": must be greater than or equal to aggregate container requests of 2',
      ],
    ],
  ])('%s', (_name, found, expected) => {
    expect(found).toEqual(expected);
  });
});
