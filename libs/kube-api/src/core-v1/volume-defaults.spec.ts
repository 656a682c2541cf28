/** What a volume gets by default. */
import { describe, expect, it } from '@jest/globals';
import { defaultVolume } from './volume-defaults.ts';

describe('defaults of a volume', () => {
  it.each([
    [{ name: 'v' }, { name: 'v', emptyDir: {} }],
    [
      { name: 'v', secret: { secretName: 's' } },
      { name: 'v', secret: { secretName: 's', defaultMode: 420 } },
    ],
    [
      { name: 'v', hostPath: { path: '/x' } },
      { name: 'v', hostPath: { path: '/x', type: '' } },
    ],
    [
      { name: 'v', persistentVolumeClaim: { claimName: 'c' } },
      { name: 'v', persistentVolumeClaim: { claimName: 'c' } },
    ],
    [
      { name: 'v', projected: { sources: [{ serviceAccountToken: { path: 't' } }] } },
      {
        name: 'v',
        projected: { sources: [{ serviceAccountToken: { path: 't', expirationSeconds: 3600 } }], defaultMode: 420 },
      },
    ],
  ])('%j becomes %j', (volume, filled) => {
    expect(defaultVolume(volume)).toEqual(filled);
  });
});
