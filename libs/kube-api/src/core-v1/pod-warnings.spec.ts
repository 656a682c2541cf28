/** Warnings about accepted pods. */
import { describe, expect, it } from '@jest/globals';
import { container, pod } from '../../test/pods.ts';
import { podWarnings } from './pod-warnings.ts';

describe('warnings', () => {
  it('a usual pod has none', () => {
    expect(podWarnings(pod())).toEqual([]);
  });

  it('a name with dots is no good host name', () => {
    expect(podWarnings({ ...pod(), metadata: { name: 'a.b' } })).toEqual([
      "metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended: [must not contain dots]",
    ]);
  });

  it('repeated ports and variables, fractions of bytes', () => {
    const odd = container({
      ports: [{ containerPort: 80 }, { containerPort: 80 }],
      env: [{ name: 'A' }, { name: 'A' }],
      resources: { limits: { memory: '100m' } },
    });
    expect(podWarnings(pod({ containers: [odd] }))).toEqual([
      'spec.containers[0].resources.limits[memory]: fractional byte value "100m" is invalid, must be an integer',
      'spec.containers[0].ports[1]: duplicate port definition with spec.containers[0].ports[0]',
      'spec.containers[0].env[1]: hides previous definition of "A", which may be dropped when using apply',
    ]);
  });
});
