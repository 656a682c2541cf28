/** Settings: a profile gives the defaults, a change what differs. */
import { describe, expect, test } from '@jest/globals';
import { completeSettings } from './settings.ts';

describe('settings', () => {
  test('the realistic profile has the kubelet’s jitter, the textbook profile none', () => {
    expect(completeSettings().kubelet.requeueJitter).toBe(0.5);
    expect(completeSettings({ profile: 'textbook' }).kubelet).toMatchObject({ requeueJitter: 0, relistPeriodMs: 1000 });
  });

  test('what is changed is changed, and nothing else', () => {
    const { kubelet, runtime } = completeSettings({
      kubelet: { crashBackOffMaxMs: 60_000 },
      runtime: { areImagesPresent: true },
    });
    expect(kubelet).toEqual({ ...completeSettings().kubelet, crashBackOffMaxMs: 60_000 });
    expect(runtime).toEqual({ ...completeSettings().runtime, areImagesPresent: true });
  });
});
