/** Service accounts of pods. */
import { describe, expect, it } from '@jest/globals';
import { PODS, ask, createHost, createPod, messageOf, podBody } from '../../test/host.ts';

const MOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

describe('the service account', () => {
  it('gives every container its token', () => {
    const { spec } = createPod(createHost(), 'p', { initContainers: [{ name: 'i', image: 'x' }] });
    const [volume] = spec.volumes ?? [];
    expect(volume?.name).toMatch(/^kube-api-access-[a-z0-9]{5}$/);
    for (const { volumeMounts } of [...spec.containers, ...(spec.initContainers ?? [])])
      expect(volumeMounts).toEqual([{ name: volume?.name, readOnly: true, mountPath: MOUNT }]);
  });

  it('gives none to a pod that does not want it', () => {
    expect(createPod(createHost(), 'p', { automountServiceAccountToken: false }).spec.volumes).toBeUndefined();
  });

  it('leaves a mount at its path alone', () => {
    const containers = [{ name: 'app', image: 'x', volumeMounts: [{ name: 'v', mountPath: MOUNT }] }];
    const { spec } = createPod(createHost(), 'p', { containers, volumes: [{ name: 'v', emptyDir: {} }] });
    expect(spec.volumes).toEqual([{ name: 'v', emptyDir: {} }]);
  });

  it('lends its pull secrets and its wish not to be mounted', () => {
    const host = createHost();
    const body = {
      metadata: { name: 'robot' },
      automountServiceAccountToken: false,
      imagePullSecrets: [{ name: 's' }],
    };
    ask(host, 'POST', '/api/v1/namespaces/default/serviceaccounts', { body });
    const { spec } = createPod(host, 'p', { serviceAccountName: 'robot' });
    expect([spec.imagePullSecrets, spec.volumes]).toEqual([[{ name: 's' }], undefined]);
  });

  it('must exist', () => {
    const response = ask(createHost(), 'POST', PODS, { body: podBody('p', { serviceAccountName: 'nope' }) });
    expect(messageOf(response)).toBe(
      'pods "p" is forbidden: error looking up service account default/nope: serviceaccount "nope" not found',
    );
  });
});
