/** Documents: discovery, version, health. */
import { describe, expect, it } from '@jest/globals';
import { ask, createHost } from '../test/host.ts';

const get = (path: string, more: object = {}) => ask(createHost(), 'GET', path, more);

describe('a document', () => {
  it.each(['/healthz', '/livez', '/readyz', '/livez/ping'])('%s says ok', (path) => {
    expect(get(path)).toEqual({ code: 200, body: 'ok', contentType: 'text/plain; charset=utf-8' });
  });

  it('health can be told at length', () => {
    expect(get('/readyz', { query: { verbose: '' } }).body).toBe(
      '[+]ping ok\n[+]log ok\n[+]etcd ok\nreadyz check passed\n',
    );
  });

  it('the version is that of the settings', () => {
    expect(get('/version').body).toMatchObject({
      major: '1',
      minor: '37',
      minCompatibilityMinor: '36',
      gitVersion: 'v1.37.2',
    });
  });

  it('resources are announced, plain and aggregated', () => {
    expect(get('/api').body).toMatchObject({ kind: 'APIVersions', versions: ['v1'] });
    expect(get('/apis').body).toMatchObject({
      kind: 'APIGroupList',
      groups: [
        { name: 'apps' },
        { name: 'authentication.k8s.io' },
        { name: 'authorization.k8s.io' },
        { name: 'batch' },
        { name: 'policy' },
        { name: 'scheduling.k8s.io' },
        { name: 'coordination.k8s.io' },
        { name: 'discovery.k8s.io' },
      ],
    });
    expect(get('/api/v1').body).toMatchObject({ kind: 'APIResourceList', groupVersion: 'v1' });
    expect(get('/apis/scheduling.k8s.io').body).toMatchObject({ kind: 'APIGroup' });
    const aggregated = get('/api', {
      accept: 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json',
    });
    expect(aggregated.contentType).toBe('application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList');
    expect(aggregated.headers?.['ETag']).toMatch(/^"[0-9A-F]+"$/);
  });

  it('OpenAPI names what can be patched with validation', () => {
    expect(get('/openapi/v3').body).toHaveProperty('paths');
    expect(JSON.stringify(get('/openapi/v3/api/v1').body)).toContain('"kind":"Pod"');
  });

  it.each(['/openapi/v2', '/apis/nope', '/constructor', '/livez/nope'])('%s is not there', (path) => {
    expect(get(path)).toMatchObject({ code: 404, body: '404 page not found\n' });
  });
});
