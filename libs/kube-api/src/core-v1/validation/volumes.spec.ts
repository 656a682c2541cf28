/** Refusals of volumes. */
import { describe, expect, it } from '@jest/globals';
import { refusals } from '../../../test/pods.ts';

describe('volumes', () => {
  it.each([
    [
      'a volume needs a name',
      refusals({ volumes: [{ name: '', emptyDir: {} }] }),
      ['spec.volumes[0].name: Required value'],
    ],
    ['a volume without a source is an emptyDir', refusals({ volumes: [{ name: 'v' }] }), []],
    [
      'names of volumes are unique',
      refusals({ volumes: [{ name: 'v' }, { name: 'v' }] }),
      ['spec.volumes[1].name: Duplicate value: "v"'],
    ],
    [
      'a second source is refused',
      refusals({ volumes: [{ name: 'v', configMap: { name: 'c' }, emptyDir: {} }] }),
      ['spec.volumes[0].configMap: Forbidden: may not specify more than 1 volume type'],
    ],
    [
      'a secret volume needs a secret and a mode within bounds',
      refusals({ volumes: [{ name: 'v', secret: { defaultMode: 512 } }] }),
      [
        'spec.volumes[0].secret.secretName: Required value',
        'spec.volumes[0].secret.defaultMode: Invalid value: 512: must be a number between 0 and 0777 (octal), both inclusive',
      ],
    ],
    [
      'a host path does not step back',
      refusals({ volumes: [{ name: 'v', hostPath: { path: '/a/../b' } }] }),
      ['spec.volumes[0].hostPath.path: Invalid value: "/a/../b": must not contain \'..\''],
    ],
    [
      'a key of a config map goes to a path inside the volume',
      refusals({ volumes: [{ name: 'v', configMap: { name: 'c', items: [{ key: '', path: '/a' }] } }] }),
      [
        'spec.volumes[0].configMap.items[0].key: Required value',
        'spec.volumes[0].configMap.items[0].path: Invalid value: "/a": must be a relative path',
      ],
    ],
    [
      'a downward API file shows something',
      refusals({ volumes: [{ name: 'v', downwardAPI: { items: [{ path: 'a' }] } }] }),
      ['spec.volumes[0].downwardAPI: Required value: one of fieldRef and resourceFieldRef is required'],
    ],
    [
      'a token lives ten minutes at least',
      refusals({
        volumes: [
          { name: 'v', projected: { sources: [{ serviceAccountToken: { path: 't', expirationSeconds: 60 } }] } },
        ],
      }),
      [
        'spec.volumes[0].projected.sources[0].serviceAccountToken.expirationSeconds: Invalid value: 60: may not specify a duration less than 10 minutes',
      ],
    ],
  ])('%s', (_name, found, expected) => {
    expect(found).toEqual(expected);
  });
});
