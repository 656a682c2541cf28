/** What namespaces and secrets get by default. */
import { describe, expect, it } from '@jest/globals';
import { defaultNamespace, foldStringData } from './object-defaults.ts';

describe('defaults', () => {
  it('a namespace carries its name as a label and is held by its controller', () => {
    expect(defaultNamespace({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'n' } })).toEqual({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'n', labels: { 'kubernetes.io/metadata.name': 'n' } },
      spec: { finalizers: ['kubernetes'] },
    });
  });

  it('text of a secret becomes data', () => {
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's' },
      data: { a: 'eA==' },
      stringData: { b: 'ü' },
    };
    expect(foldStringData(secret)).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's' },
      data: { a: 'eA==', b: 'w7w=' },
    });
  });
});
