/** The scale subresource. */
import { describe, expect, it } from '@jest/globals';
import { ask, createHost } from '../../test/host.ts';

const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments';
const SCALE = `${DEPLOYMENTS}/web/scale`;

const deployed = () => {
  const host = createHost();
  const labels = { app: 'web' };
  const template = { metadata: { labels }, spec: { containers: [{ name: 'app', image: 'app:1' }] } };
  const spec = { replicas: 2, selector: { matchLabels: labels }, template };
  const { code } = ask(host, 'POST', DEPLOYMENTS, {
    body: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec },
  });
  expect(code).toBe(201);
  return host;
};

describe('the scale of a deployment', () => {
  it('says how many pods there should be, and which', () => {
    expect(ask(deployed(), 'GET', SCALE).body).toMatchObject({
      kind: 'Scale',
      apiVersion: 'autoscaling/v1',
      spec: { replicas: 2 },
      status: { replicas: 0, selector: 'app=web' },
    });
  });

  it('is patched', () => {
    const host = deployed();
    const contentType = 'application/merge-patch+json';
    const { code } = ask(host, 'PATCH', SCALE, { body: { spec: { replicas: 5 } }, contentType });
    expect(code).toBe(200);
    expect(ask(host, 'GET', `${DEPLOYMENTS}/web`).body).toMatchObject({
      metadata: { generation: 2 },
      spec: { replicas: 5 },
    });
  });

  it('is replaced, unless it changed meanwhile or cannot be', () => {
    const host = deployed();
    const body = { ...(ask(host, 'GET', SCALE).body as object), spec: { replicas: 0 } };
    expect(ask(host, 'PUT', SCALE, { body }).code).toBe(200);
    expect(ask(host, 'PUT', SCALE, { body }).code).toBe(409);
    const negative = { kind: 'Scale', apiVersion: 'autoscaling/v1', metadata: { name: 'web' }, spec: { replicas: -1 } };
    expect(ask(host, 'PUT', SCALE, { body: negative }).code).toBe(422);
  });
});
