/** Answers of the API server as HTTP responses. */
import { describe, expect, test } from '@jest/globals';
import type { ApiRequest } from '#apiserver';
import { writeResponse } from './response-adapter.ts';

const get = (more: Partial<ApiRequest> = {}): ApiRequest => ({ method: 'GET', path: '/api', ...more });

describe('an answer', () => {
  test('is one line of JSON that nobody may keep', () => {
    expect(writeResponse({ code: 200, body: { a: 1 } }, get())).toEqual({
      code: 200,
      headers: { 'cache-control': 'no-cache, private', 'content-type': 'application/json' },
      body: '{"a":1}\n',
    });
  });

  test.each([
    [{ userAgent: 'curl/8.5.0' }, true],
    [{ userAgent: 'Mozilla/5.0 (X11)' }, true],
    [{ userAgent: 'kubectl/v1.37' }, false],
    [{ query: { pretty: 'true' } }, true],
    [{ userAgent: 'curl/8.5.0', query: { pretty: 'false' } }, false],
  ])('to %j has lines for people: %s', (request, isPretty) => {
    expect(writeResponse({ code: 200, body: { a: 1 } }, get(request)).body.includes('\n  "a"')).toBe(isPretty);
  });

  test('of text stays as it is', () => {
    const { body, headers } = writeResponse({ code: 200, body: 'ok', contentType: 'text/plain' }, get());
    expect([body, headers['content-type']]).toEqual(['ok', 'text/plain']);
  });

  test('may be YAML', () => {
    expect(writeResponse({ code: 200, body: { a: [1] }, contentType: 'application/yaml' }, get()).body).toBe(
      'a:\n  - 1\n',
    );
  });

  test('warns in headers, each quoted and in one line', () => {
    const { headers } = writeResponse({ code: 201, body: {}, warnings: ['unknown field "a"', 'two\nlines ü'] }, get());
    expect(headers['warning']).toEqual(['299 - "unknown field \\"a\\""', '299 - "two lines Ã¼"']);
  });
});
