/** What every cluster has from its start. */
import { describe, expect, it } from '@jest/globals';
import { ask, createHost, itemsOf } from '../test/host.ts';

const names = (path: string): readonly string[] =>
  itemsOf(ask(createHost(), 'GET', path)).map(({ metadata }) => metadata.name);

describe('a new cluster', () => {
  it('has namespaces with an account and a certificate each', () => {
    const namespaces = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];
    expect(names('/api/v1/namespaces')).toEqual(namespaces);
    expect(names('/api/v1/serviceaccounts')).toEqual(namespaces.map(() => 'default'));
    expect(names('/api/v1/configmaps')).toEqual(namespaces.map(() => 'kube-root-ca.crt'));
  });

  it('has the priority classes of the system', () => {
    expect(names('/apis/scheduling.k8s.io/v1/priorityclasses')).toEqual([
      'system-cluster-critical',
      'system-node-critical',
    ]);
  });
});
