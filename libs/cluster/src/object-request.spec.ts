/** Manifests and the requests that create them. */
import { describe, expect, test } from '@jest/globals';
import { createRequestOf, expandLists, readManifest } from './object-request.ts';

const manifest = (apiVersion: string, kind: string, metadata: object = { name: 'a' }): object => ({
  apiVersion,
  kind,
  metadata,
});

describe('manifests', () => {
  test.each([
    [manifest('v1', 'Pod'), '/api/v1/namespaces/default/pods'],
    [manifest('v1', 'Pod', { name: 'a', namespace: 'team' }), '/api/v1/namespaces/team/pods'],
    [manifest('v1', 'Node'), '/api/v1/nodes'],
    [manifest('scheduling.k8s.io/v1', 'PriorityClass'), '/apis/scheduling.k8s.io/v1/priorityclasses'],
  ])('%j is posted to %s', (document, path) => {
    expect(createRequestOf(document).path).toBe(path);
  });

  test.each([
    [manifest('v2', 'Pod'), 'no matches for kind "Pod" in version "v2"'],
    [{ kind: 'Pod' }, "Object 'apiVersion' is missing"],
    [{ apiVersion: 'v1' }, "Object 'Kind' is missing"],
    [manifest('v1', 'Pod', { name: 'a', namespace: '../x' }), 'metadata.namespace: Invalid value: "../x"'],
    ['text', 'a manifest must be an object with apiVersion, kind and metadata'],
  ])('%j is refused', (document, message) => {
    expect(() => createRequestOf(document)).toThrow(message);
  });

  test('a List stands for its items and an empty document for nothing', () => {
    const list = { apiVersion: 'v1', kind: 'List', items: [manifest('v1', 'Pod'), manifest('v1', 'Node')] };
    expect(expandLists([null, list, manifest('v1', 'Secret')]).map((one) => readManifest(one).kind)).toEqual([
      'Pod',
      'Node',
      'Secret',
    ]);
  });
});
