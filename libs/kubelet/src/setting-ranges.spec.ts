/** What settings may be. */
import { describe, expect, it } from '@jest/globals';
import { kubeletSettingRanges } from './setting-ranges.ts';
import { defaultKubeletSettings, textbookKubeletSettings } from './settings.ts';

describe('the range of a setting', () => {
  it.each(Object.entries(kubeletSettingRanges))('%s holds what the profiles set', (name, [least, most]) => {
    for (const settings of [defaultKubeletSettings, textbookKubeletSettings]) {
      const value = settings[name as keyof typeof kubeletSettingRanges];
      expect([value >= least, value <= most]).toEqual([true, true]);
    }
  });
});
