/** Configurations that cannot be made: missing environment objects, forbidden users, missing targets. */
import { describe, expect, it } from '@jest/globals';
import type { Container, ConfigMap, KubeObject, Pod, PodSpec } from '#kube-api';
import { createObject } from '#object-store';
import { block, patch, playText } from '../../../test/timeline-text.ts';
import { container, instance, pod } from '../test/builders.ts';
import { createWorld } from '../test/world.ts';
import { configErrorOf } from './container-config.ts';

const object = (
  kind: string,
  name: string,
  data: Readonly<Record<string, string>>,
): KubeObject & Pick<ConfigMap, 'data'> => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace: 'default' },
  data,
});

/** In a namespace with the config map `conf` and the secret `sec`, of the key `here` each. */
function errorOf(more: Partial<Container>, spec: Partial<PodSpec> = {}): string | undefined {
  const { host } = createWorld();
  createObject(host, 'configmaps', object('ConfigMap', 'conf', { here: 'x' }));
  createObject(host, 'secrets', object('Secret', 'sec', { here: 'eA==' }));
  const subject: Pod = pod(spec);
  return configErrorOf({ store: host.store, pod: subject, container: container('app', more), target: undefined });
}

describe('the environment of a container', () => {
  it.each([
    ['a config map that is not there', { configMapRef: { name: 'none' } }, 'configmap "none" not found'],
    ['a secret that is not there', { secretRef: { name: 'none' } }, 'secret "none" not found'],
    ['an optional config map', { configMapRef: { name: 'none', optional: true } }, undefined],
    ['a config map that is there', { configMapRef: { name: 'conf' } }, undefined],
    ['a secret that is there', { secretRef: { name: 'sec' } }, undefined],
  ])('takes all of %s', (_name, source, error) => {
    expect(errorOf({ envFrom: [source] })).toBe(error);
  });

  it.each([
    [{ configMapKeyRef: { name: 'none', key: 'here' } }, 'configmap "none" not found'],
    [{ configMapKeyRef: { name: 'conf', key: 'nokey' } }, "couldn't find key nokey in ConfigMap default/conf"],
    [{ configMapKeyRef: { name: 'conf', key: 'nokey', optional: true } }, undefined],
    [{ configMapKeyRef: { name: 'conf', key: 'here' } }, undefined],
    [{ secretKeyRef: { name: 'none', key: 'here' } }, 'secret "none" not found'],
    [{ secretKeyRef: { name: 'sec', key: 'toString' } }, "couldn't find key toString in Secret default/sec"],
    [{ secretKeyRef: { name: 'sec', key: 'here' } }, undefined],
    [{ fieldRef: { fieldPath: 'metadata.name' } }, undefined],
  ])('with a value from %j', (valueFrom, error) => {
    expect(
      errorOf({
        env: [
          { name: 'LITERAL', value: 'x' },
          { name: 'X', valueFrom },
        ],
      }),
    ).toBe(error);
  });
});

describe('runAsNonRoot', () => {
  const WHERE = '(pod: "web_default(uid-web)", container: app)';

  it.each([
    ['an image of root', {}, `container has runAsNonRoot and image will run as root ${WHERE}`],
    ['an image with a numeric user', { image: 'registry.k8s.io/pause:3.10' }, undefined],
    ['a user', { securityContext: { runAsNonRoot: true, runAsUser: 1000 } }, undefined],
    [
      'the user 0',
      { securityContext: { runAsNonRoot: true, runAsUser: 0 } },
      `container's runAsUser breaks non-root policy ${WHERE}`,
    ],
  ])('with %s', (_name, more, error) => {
    expect(errorOf({ securityContext: { runAsNonRoot: true }, ...more })).toBe(error);
  });

  it('holds for all containers of a pod that do not say otherwise', () => {
    const spec = { securityContext: { runAsNonRoot: true } };
    expect(errorOf({}, spec)).toBe(`container has runAsNonRoot and image will run as root ${WHERE}`);
    expect(errorOf({ securityContext: { runAsNonRoot: false } }, spec)).toBeUndefined();
  });
});

describe('an ephemeral container', () => {
  it('needs its target', () => {
    const { host } = createWorld();
    const debug = { store: host.store, pod: pod(), container: container('dbg', { targetContainerName: 'app' }) };
    expect(configErrorOf({ ...debug, target: undefined })).toBe('unable to find target container app');
    expect(configErrorOf({ ...debug, target: instance('app') })).toBeUndefined();
  });
});

describe('a pod whose secret is missing', () => {
  const secret: ReturnType<typeof patch> = {
    kind: 'request',
    request: { method: 'POST', path: '/api/v1/namespaces/default/secrets', body: { metadata: { name: 'sec' } } },
  };

  it('tries again after each error back-off, and heals by itself', () => {
    const spec = { containers: [{ name: 'app', envFrom: [{ secretRef: { name: 'sec' } }] }] };
    expect(playText({ pod: { spec }, script: [[15, secret]], until: 30 }, 'events', 'pod')).toBe(
      block(`
      +0.0s   web  ADDED
      +0.0s   web  MODIFIED   on node-1, PodScheduled True
      +0.0s   web  Scheduled  Successfully assigned default/web to node-1
      +0.0s   web  MODIFIED   app waiting ContainerCreating, PodReadyToStartContainers False PodSandboxNotReady, Initialized True, Ready False ContainersNotReady, ContainersReady False ContainersNotReady
      +0.1s   app  Pulled     Container image "app:1.0" already present on machine and can be accessed by the pod
      +0.1s   app  Failed     Error: secret "sec" not found
      +0.1s   web  MODIFIED   PodReadyToStartContainers True
      +1.0s   app  Pulled     Container image "app:1.0" already present on machine and can be accessed by the pod (x2)
      +1.0s   app  Failed     Error: secret "sec" not found (x2)
      +1.0s   web  MODIFIED   app waiting CreateContainerConfigError
      +12.0s  app  Pulled     Container image "app:1.0" already present on machine and can be accessed by the pod (x3)
      +12.0s  app  Failed     Error: secret "sec" not found (x3)
      +23.0s  app  Pulled     Container image "app:1.0" already present on machine and can be accessed by the pod (x4)
      +23.1s  app  Created    Container created
      +23.1s  app  Started    Container started
      +23.1s  web  MODIFIED   Running, app running ready, Ready True, ContainersReady True
    `),
    );
  });
});
