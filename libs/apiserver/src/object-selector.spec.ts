/** Selecting objects. */
import { describe, expect, it } from '@jest/globals';
import { resourceTypeOf, type ResourceType } from '#kube-api';
import { podBody } from '../test/host.ts';
import { selectorOf } from './object-selector.ts';

const typeOf = (resource: string): ResourceType => {
  const type = resourceTypeOf(resource);
  if (!type) throw new Error(resource);
  return type;
};
const pod = { ...podBody('p', { nodeName: 'n1' }), metadata: { name: 'p', namespace: 'default', labels: { a: '1' } } };

describe('a selector', () => {
  it('of nothing selects everything, without a test', () => {
    expect(selectorOf(typeOf('pods'), {})).toBeUndefined();
  });

  it('labels and fields must both hold', () => {
    const matches = (labelSelector: string, fieldSelector: string): boolean | undefined =>
      selectorOf(typeOf('pods'), { labelSelector, fieldSelector })?.(pod);
    expect(matches('a=1', 'spec.nodeName=n1,metadata.namespace=default')).toBe(true);
    expect(matches('a=2', 'spec.nodeName=n1')).toBe(false);
    expect(matches('a=1', 'metadata.name!=p')).toBe(false);
  });

  it('an unknown field is refused in the words of its kind', () => {
    expect(() => selectorOf(typeOf('pods'), { fieldSelector: 'bogus=1' })).toThrow('field label not supported: bogus');
    expect(() => selectorOf(typeOf('configmaps'), { fieldSelector: 'data=1' })).toThrow(
      '"data" is not a known field selector: only "metadata.name", "metadata.namespace"',
    );
    expect(() => selectorOf(typeOf('pods'), { fieldSelector: 'constructor=1' })).toThrow(
      'field label not supported: constructor',
    );
  });
});
