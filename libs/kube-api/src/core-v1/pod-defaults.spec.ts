/** What a pod gets by default. */
import { describe, expect, it } from '@jest/globals';
import { container, pod } from '../../test/pods.ts';
import { defaultPod } from './pod-defaults.ts';

describe('defaults of a pod', () => {
  it('an empty spec is filled', () => {
    expect(defaultPod(pod()).spec).toMatchObject({
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      dnsPolicy: 'ClusterFirst',
      schedulerName: 'default-scheduler',
      securityContext: {},
      enableServiceLinks: true,
    });
  });

  it('a grace period of zero stays, a negative one becomes a second', () => {
    expect(defaultPod(pod({ terminationGracePeriodSeconds: 0 })).spec.terminationGracePeriodSeconds).toBe(0);
    expect(defaultPod(pod({ terminationGracePeriodSeconds: -5 })).spec.terminationGracePeriodSeconds).toBe(1);
  });

  it('the two names of the service account are one', () => {
    expect(defaultPod(pod({ serviceAccount: 'a' })).spec).toMatchObject({
      serviceAccountName: 'a',
      serviceAccount: 'a',
    });
  });

  it('ports of the host network are host ports', () => {
    const { spec } = defaultPod(
      pod({ hostNetwork: true, containers: [container({ ports: [{ containerPort: 80 }] })] }),
    );
    expect(spec.containers[0]?.ports).toEqual([{ containerPort: 80, hostPort: 80, protocol: 'TCP' }]);
  });

  it('the pod that was given is left alone', () => {
    const given = pod();
    defaultPod(given);
    expect(given).toEqual(pod());
  });
});
