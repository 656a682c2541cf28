/** Refusals of containers. */
import { describe, expect, it } from '@jest/globals';
import { containerRefusals, refusals } from '../../../test/pods.ts';

describe('containers', () => {
  it.each([
    ['a pod needs containers', refusals({ containers: [] }), ['spec.containers: Required value']],
    [
      'name and image are both reported',
      containerRefusals({ name: '', image: '' }),
      ['spec.containers[0].name: Required value', 'spec.containers[0].image: Required value'],
    ],
    [
      'a name with dots is refused',
      containerRefusals({ name: 'a.b' }),
      ['spec.containers[0].name: Invalid value: "a.b": must not contain dots'],
    ],
    [
      'an image has no blanks around it',
      containerRefusals({ image: ' nginx' }),
      ['spec.containers[0].image: Invalid value: " nginx": must not have leading or trailing whitespace'],
    ],
    [
      'init containers share the names of containers',
      refusals({ initContainers: [{ name: 'app', image: 'x' }] }),
      ['spec.initContainers[0].name: Duplicate value: "app"'],
    ],
    [
      'an init container has no probes',
      refusals({ initContainers: [{ name: 'i', image: 'x', livenessProbe: { tcpSocket: { port: 1 } } }] }),
      [
        'spec.initContainers[0].livenessProbe: Forbidden: may not be set for init containers without restartPolicy=Always',
      ],
    ],
    [
      'a sidecar has probes',
      refusals({
        initContainers: [{ name: 'i', image: 'x', restartPolicy: 'Always', livenessProbe: { tcpSocket: { port: 1 } } }],
      }),
      [],
    ],
    [
      'a host port is given once',
      refusals({
        containers: ['a', 'b'].map((name) => ({ name, image: 'x', ports: [{ containerPort: 80, hostPort: 80 }] })),
      }),
      ['spec.containers[1].ports[0].hostPort: Duplicate value: "TCP//80"'],
    ],
    [
      'port names are unique in a container',
      containerRefusals({
        ports: [
          { containerPort: 1, name: 'a' },
          { containerPort: 2, name: 'a' },
        ],
      }),
      ['spec.containers[0].ports[1].name: Duplicate value: "a"'],
    ],
    [
      'restart rules need a restart policy',
      containerRefusals({ restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [1] } }] }),
      ['spec.containers[0].restartPolicy: Required value: must specify restartPolicy when restart rules are used'],
    ],
    [
      'an empty restart policy is none',
      containerRefusals({ restartPolicy: '' }),
      ['spec.containers[0].restartPolicy: Unsupported value: "": supported values: "Always", "Never", "OnFailure"'],
    ],
  ])('%s', (_name, found, expected) => {
    expect(found).toEqual(expected);
  });
});
