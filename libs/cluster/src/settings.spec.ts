/** Settings: a profile gives the defaults, a change what differs. */
import { describe, expect, test } from '@jest/globals';
import { checkSettings, completeSettings } from './settings.ts';

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

  test('a version is kept with its patch release, with the gates that differ', () => {
    expect(completeSettings().kubernetesVersion).toBe('v1.37.2');
    const featureGates = { ContainerRestartRules: true };
    expect(completeSettings({ kubernetesVersion: '1.34', featureGates })).toMatchObject({
      kubernetesVersion: 'v1.34.4',
      featureGates,
    });
  });

  test('what cannot be is refused by its field', () => {
    const fieldOf = (change: Parameters<typeof checkSettings>[0]): string | undefined => checkSettings(change)?.field;
    const kubelet = { crashBackOffMaxMs: 60_000 };
    expect(fieldOf({ kubernetesVersion: '1.33' })).toBe('kubernetesVersion');
    expect(fieldOf({ featureGates: { Nope: true } })).toBe('featureGates');
    expect(fieldOf({ kubernetesVersion: '1.34', kubelet })).toBe('settings.kubelet.crashBackOffMaxMs');
    expect(fieldOf({ kubernetesVersion: '1.35', kubelet })).toBeUndefined();
    expect(() => completeSettings({ kubernetesVersion: '1.33' })).toThrow(
      'kubernetesVersion: must be one of 1.34, 1.35, 1.36, 1.37',
    );
  });

  test('the reduced back-off begins at a second and ends at a minute, unless it is set', () => {
    const change = { featureGates: { ReduceDefaultCrashLoopBackOffDecay: true } };
    expect(completeSettings(change).kubelet).toMatchObject({ crashBackOffInitialMs: 1000, crashBackOffMaxMs: 60_000 });
    const kubelet = { crashBackOffMaxMs: 20_000 };
    expect(completeSettings({ ...change, kubelet }).kubelet.crashBackOffMaxMs).toBe(20_000);
  });
});
