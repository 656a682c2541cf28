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

  it('keeps its requests and host ports as they are: those of its pods are filled in when they are made', () => {
    const resources = { limits: { cpu: '1' } };
    const spec = {
      hostNetwork: true,
      containers: [{ name: 'app', image: 'app:1', resources, ports: [{ containerPort: 80 }] }],
    };
    expect(defaultTemplate({ spec }).spec.containers[0]).toMatchObject({
      resources: { limits: { cpu: '1' } },
      ports: [{ containerPort: 80, protocol: 'TCP' }],
    });
  });
});
