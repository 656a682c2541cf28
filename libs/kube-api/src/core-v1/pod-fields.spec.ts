/** Fields that a selector may name. */
import { describe, expect, it } from '@jest/globals';
import { pod } from '../../test/pods.ts';
import { podFields } from './pod-fields.ts';

describe('fields of a pod', () => {
  it('an absent field is empty, a flag says false', () => {
    expect(podFields['spec.nodeName']?.(pod())).toBe('');
    expect(podFields['spec.hostNetwork']?.(pod())).toBe('false');
  });

  it('the old name of the node still works', () => {
    expect(podFields['spec.host']?.(pod({ nodeName: 'n1' }))).toBe('n1');
  });
});
