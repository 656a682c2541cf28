/** Refusals of volume mounts and devices. */
import { describe, expect, it } from '@jest/globals';
import { containerRefusals } from '../../../test/pods.ts';

describe('mounts and devices', () => {
  it.each([
    [
      'a mount of an unknown volume is refused',
      containerRefusals({ volumeMounts: [{ name: 'nope', mountPath: '/x' }] }),
      ['spec.containers[0].volumeMounts[0].name: Not found: "nope"'],
    ],
    [
      'mount paths are unique',
      containerRefusals(
        {
          volumeMounts: [
            { name: 'v', mountPath: '/x' },
            { name: 'v', mountPath: '/x' },
          ],
        },
        { volumes: [{ name: 'v' }] },
      ),
      ['spec.containers[0].volumeMounts[1].mountPath: Invalid value: "/x": must be unique'],
    ],
    [
      'a sub-path is relative',
      containerRefusals(
        { volumeMounts: [{ name: 'v', mountPath: '/x', subPath: '/abs' }] },
        { volumes: [{ name: 'v' }] },
      ),
      ['spec.containers[0].volumeMounts.subPath: Invalid value: "/abs": must be a relative path'],
    ],
    [
      'propagation both ways needs privilege',
      containerRefusals(
        { volumeMounts: [{ name: 'v', mountPath: '/x', mountPropagation: 'Bidirectional' }] },
        { volumes: [{ name: 'v' }] },
      ),
      [
        'spec.containers[0].volumeMounts.mountPropagation: Forbidden: Bidirectional mount propagation is available only to privileged containers',
      ],
    ],
    [
      'a block device is a claim',
      containerRefusals({ volumeDevices: [{ name: 'v', devicePath: '/dev/x' }] }, { volumes: [{ name: 'v' }] }),
      [
        'spec.containers[0].volumeDevices[0].name: Invalid value: "v": can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode',
      ],
    ],
  ])('%s', (_name, found, expected) => {
    expect(found).toEqual(expected);
  });
});
