/** Node selectors. */
import { describe, expect, it } from '@jest/globals';
import { nodeOf, podOf } from '../test/cluster.ts';
import { admitsNode, labelOf, matchesTerm } from './node-selector.ts';

describe('a node selector', () => {
  it('that is absent admits every node', () => {
    expect(admitsNode(podOf('p').spec, nodeOf('n'))).toBe(true);
  });

  it('needs every label', () => {
    const { spec } = podOf('p', { spec: { nodeSelector: { a: '1', b: '2' } } });
    expect(admitsNode(spec, nodeOf('n', { labels: { a: '1', b: '2' } }))).toBe(true);
    expect(admitsNode(spec, nodeOf('n', { labels: { a: '1' } }))).toBe(false);
  });

  it('term matches labels and the name together', () => {
    const term = {
      matchExpressions: [{ key: 'a', operator: 'Exists' as const }],
      matchFields: [{ key: 'metadata.name', operator: 'In' as const, values: ['n'] }],
    };
    expect(matchesTerm(term, nodeOf('n', { labels: { a: '1' } }))).toBe(true);
    expect(matchesTerm(term, nodeOf('m', { labels: { a: '1' } }))).toBe(false);
  });

  it('does not take inherited properties for labels', () => {
    expect(labelOf({}, 'constructor')).toBeUndefined();
  });
});
