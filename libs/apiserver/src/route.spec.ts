/** Paths. */
import { describe, expect, it } from '@jest/globals';
import { parsePath } from './route.ts';

const summary = (path: string): string => {
  const route = parsePath(path);
  if (route.kind !== 'resource') return route.kind;
  return [
    route.type.resource,
    route.namespace ?? '-',
    route.name ?? '-',
    route.subresource?.name ?? '-',
    route.isWatch ? 'watch' : '',
  ]
    .join(' ')
    .trim();
};

describe('a path', () => {
  it.each([
    ['/api/v1/pods', 'pods - - -'],
    ['/api/v1/namespaces/ns/pods', 'pods ns - -'],
    ['/api/v1/namespaces/ns/pods/p', 'pods ns p -'],
    ['/api/v1/namespaces/ns/pods/p/status', 'pods ns p status'],
    ['/api/v1/nodes/n', 'nodes - n -'],
    ['/api/v1/namespaces', 'namespaces - - -'],
    ['/api/v1/namespaces/ns', 'namespaces - ns -'],
    ['/api/v1/namespaces/ns/finalize', 'namespaces - ns finalize'],
    ['/api/v1/watch/namespaces/ns/pods/p', 'pods ns p - watch'],
    ['/apis/scheduling.k8s.io/v1/priorityclasses', 'priorityclasses - - -'],
    ['/api/v1/pods/p', 'unknown-resource'],
    ['/api/v1/namespaces/ns/nodes', 'unknown-resource'],
    ['/api/v1/namespaces/ns/pods/p/nope', 'unknown-resource'],
    ['/api/v1/namespaces/ns/pods/p/log/more', 'unknown-resource'],
    ['/apis/apps/v9/x', 'unknown-path'],
    ['/api', 'document'],
    ['/api/v1', 'document'],
    ['/version', 'document'],
    ['/', 'document'],
  ])('%s leads to %s', (path, expected) => {
    expect(summary(path)).toBe(expected);
  });
});
