/** Terms of pod affinity. */
import { describe, expect, it } from '@jest/globals';
import { createCluster, podOf } from '../../test/cluster.ts';
import { preferredTerms, requiredTerms } from './affinity-terms.ts';

const term = { topologyKey: 'zone', labelSelector: { matchLabels: { app: 'web' } } };
const { host } = createCluster();

describe('a term', () => {
  it('without a label selector means no pod', () => {
    const owner = podOf('p', {
      spec: {
        affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone' }] } },
      },
    });
    expect(requiredTerms(host, owner, 'podAffinity').map((one) => one.matches(podOf('q')))).toEqual([false]);
  });

  it('that is preferred carries its weight', () => {
    const preferred = [{ weight: 7, podAffinityTerm: term }];
    const owner = podOf('p', {
      spec: { affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: preferred } } },
    });
    const [one] = preferredTerms(host, owner, 'podAntiAffinity');
    expect([one?.weight, one?.matches(podOf('q', { labels: { app: 'web' } }))]).toEqual([7, true]);
    expect(preferredTerms(host, owner, 'podAffinity')).toEqual([]);
  });
});
