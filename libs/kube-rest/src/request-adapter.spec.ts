/** HTTP requests as requests of the API server. */
import { describe, expect, test } from '@jest/globals';
import { readRequest, type HttpRequest } from './request-adapter.ts';

const http = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  url,
  headers: {},
  body: undefined,
  ...more,
});
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('an HTTP request', () => {
  test('loses the prefix of its simulation, and its path is decoded', () => {
    const request = readRequest(http('/simulations/abc/api/v1/pods?watch=1&labelSelector=a%3Db'), '/simulations/abc');
    expect(request).toMatchObject({ path: '/api/v1/pods', query: { watch: '1', labelSelector: 'a=b' } });
    expect(readRequest(http('/simulations/abc'), '/simulations/abc').path).toBe('/');
    expect(readRequest(http('/api/v1/namespaces/a%2Db/pods'), '').path).toBe('/api/v1/namespaces/a-b/pods');
  });

  test('of a parameter given twice counts the first value', () => {
    expect(readRequest(http('/api?limit=1&limit=2'), '').query).toEqual({ limit: '1' });
  });

  test('with a parameter called __proto__ is only that', () => {
    const { query } = readRequest(http('/api?__proto__=x'), '');
    expect(Object.getPrototypeOf(query)).toBe(Object.prototype);
    expect(Object.keys(query ?? {})).toEqual(['__proto__']);
  });

  test.each([
    ['application/json; charset=utf-8', 'application/json'],
    ['Application/YAML', 'application/yaml'],
    ['text/yaml', 'application/yaml'],
    ['application/merge-patch+json', 'application/merge-patch+json'],
    ['text/plain', 'text/plain'],
  ])('of content type %s has type %s', (header, type) => {
    const post = { method: 'POST', headers: { 'content-type': header }, body: bytes('{}') };
    expect(readRequest(http('/api', post), '')).toMatchObject({ contentType: type, text: '{}' });
  });

  test('without a content type has none, and its body is text', () => {
    const request = readRequest(http('/api', { method: 'POST', body: bytes('ä') }), '');
    expect(request).toMatchObject({ text: 'ä' });
    expect(request).not.toHaveProperty('contentType');
  });

  test('that only reads has no body', () => {
    expect(readRequest(http('/api', { body: bytes('x') }), '')).not.toHaveProperty('text');
  });

  test('in protobuf is the value that it stands for, or says why it cannot be read', () => {
    const post = { method: 'POST', headers: { 'content-type': 'application/vnd.kubernetes.protobuf' } };
    const envelope = [...bytes('k8s\0'), 10, 6, 10, 2, ...bytes('v1'), 18, 0];
    expect(readRequest(http('/api', { ...post, body: new Uint8Array(envelope) }), '').body).toEqual({
      apiVersion: 'v1',
    });
    const { unreadable } = readRequest(http('/api', { ...post, body: bytes('{}') }), '');
    expect(unreadable).toMatchObject({ why: expect.stringContaining('does not appear'), shown: '7b7d' });
  });

  test('with a path that cannot be decoded is refused', () => {
    expect(() => readRequest(http('/api/%zz'), '')).toThrow('the path /api/%zz is not valid');
  });
});
