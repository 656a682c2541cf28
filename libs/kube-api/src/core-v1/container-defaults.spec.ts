/** What a container gets by default. */
import { describe, expect, it } from '@jest/globals';
import { container } from '../../test/pods.ts';
import { defaultContainer, pullPolicyOf } from './container-defaults.ts';

const options = { hostNetwork: false, requests: true };

describe('defaults of a container', () => {
  it.each([
    ['app', 'Always'],
    ['app:latest', 'Always'],
    ['host:5000/app', 'Always'],
    ['app:1.0', 'IfNotPresent'],
    ['app@sha256:abc', 'IfNotPresent'],
  ])('image %s is pulled %s', (image, policy) => {
    expect(pullPolicyOf(image)).toBe(policy);
  });

  it('a request that is missing is its limit', () => {
    const { resources } = defaultContainer(
      container({ resources: { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '500m' } } }),
      options,
    );
    expect(resources?.requests).toEqual({ cpu: '500m', memory: '1Gi' });
  });

  it('an amount below a thousandth is rounded up', () => {
    const resources = { requests: { cpu: '100u', memory: '1Gi' } };
    expect(defaultContainer(container({ resources }), options).resources).toEqual({
      requests: { cpu: '1m', memory: '1Gi' },
    });
  });

  it('a zero in a probe is replaced', () => {
    const { livenessProbe } = defaultContainer(
      container({ livenessProbe: { httpGet: { port: 80 }, periodSeconds: 0 } }),
      options,
    );
    expect(livenessProbe).toEqual({
      httpGet: { port: 80, path: '/', scheme: 'HTTP' },
      periodSeconds: 10,
      timeoutSeconds: 1,
      successThreshold: 1,
      failureThreshold: 3,
    });
  });

  it('a grpc probe asks for the empty service', () => {
    expect(defaultContainer(container({ livenessProbe: { grpc: { port: 1 } } }), options).livenessProbe?.grpc).toEqual({
      port: 1,
      service: '',
    });
  });

  it('a field reference is of version v1', () => {
    const { env } = defaultContainer(
      container({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] }),
      options,
    );
    expect(env?.[0]?.valueFrom?.fieldRef).toEqual({ apiVersion: 'v1', fieldPath: 'metadata.name' });
  });
});
