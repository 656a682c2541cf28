/** Defaults of pod templates. */
import { describe, expect, it } from '@jest/globals';
import { defaultTemplate } from './template-defaults.ts';

describe('a pod template', () => {
  const containers = [{ name: 'app', image: 'app:1' }];

  it('gets the defaults of a pod spec', () => {
    expect(defaultTemplate({ spec: { containers } }).spec).toMatchObject({
      dnsPolicy: 'ClusterFirst',
      terminationGracePeriodSeconds: 30,
    });
  });

  it('does not get what only pods get', () => {
    expect(defaultTemplate({ spec: { containers } }).spec.enableServiceLinks).toBeUndefined();
    expect(defaultTemplate({ spec: { containers, enableServiceLinks: false } }).spec.enableServiceLinks).toBe(false);
  });
});
