/** Default tolerations. */
import { describe, expect, it } from '@jest/globals';
import type { Toleration } from '#kube-api';
import { podBody } from '../../test/host.ts';
import { admitTolerations } from './tolerations.ts';

const keys = (tolerations: readonly Toleration[]) =>
  admitTolerations(podBody('p', { tolerations })).spec.tolerations?.map(({ key, tolerationSeconds }) => [
    key,
    tolerationSeconds,
  ]);

describe('the default tolerations', () => {
  it("follow the pod's own", () => {
    expect(keys([{ key: 'a', operator: 'Exists' }])).toEqual([
      ['a', undefined],
      ['node.kubernetes.io/not-ready', 300],
      ['node.kubernetes.io/unreachable', 300],
    ]);
  });

  it('are left out where the pod has its own', () => {
    expect(
      keys([{ key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 5 }]),
    ).toEqual([
      ['node.kubernetes.io/not-ready', 5],
      ['node.kubernetes.io/unreachable', 300],
    ]);
    expect(keys([{ operator: 'Exists' }])).toEqual([[undefined, undefined]]);
  });
});
