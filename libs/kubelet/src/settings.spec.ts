/** The two sets of kubelet settings. */
import { describe, expect, it } from '@jest/globals';
import { defaultKubeletSettings, textbookKubeletSettings } from './settings.ts';

describe('kubelet settings', () => {
  it('are those of v1.37 by default', () => {
    expect(defaultKubeletSettings).toMatchObject({
      syncFrequencyMs: 60_000,
      errorBackOffMs: 10_000,
      requeueJitter: 0.5,
      crashBackOffInitialMs: 10_000,
      crashBackOffMaxMs: 300_000,
      crashBackOffResetMs: 600_000,
      serializeImagePulls: true,
    });
  });

  it('differ in the textbook by round numbers only', () => {
    expect(textbookKubeletSettings).toEqual({ ...defaultKubeletSettings, relistPeriodMs: 1000, requeueJitter: 0 });
  });
});
