/** Quality-of-service classes. */
import { describe, expect, it } from '@jest/globals';
import { container } from '../../test/pods.ts';
import { qosClassOf } from './qos.ts';

const both = { cpu: '1', memory: '1Gi' };

describe('the QoS class', () => {
  it.each([
    ['BestEffort', {}],
    ['BestEffort', { requests: { cpu: '0' } }],
    ['Burstable', { requests: { cpu: '1' } }],
    ['Burstable', { limits: { cpu: '1' }, requests: { cpu: '1' } }],
    ['Guaranteed', { limits: both, requests: both }],
    ['Guaranteed', { limits: both, requests: { cpu: '1000m', memory: '1024Mi' } }],
  ])('is %s with %j', (expected, resources) => {
    expect(qosClassOf({ containers: [container({ resources })] })).toBe(expected);
  });

  it('resources of the pod replace those of its containers', () => {
    expect(qosClassOf({ containers: [container()], resources: { limits: both, requests: both } })).toBe('Guaranteed');
  });
});
