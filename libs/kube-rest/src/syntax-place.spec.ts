/** Line and column in refusals. */
import { expect, test } from '@jest/globals';
import type { ApiRequest, ApiResponse } from '#apiserver';
import { badRequest } from '#kube-api';
import { withPlace } from './syntax-place.ts';

const post = (text: string, contentType?: string): ApiRequest => ({
  method: 'POST',
  path: '/api/v1/pods',
  text,
  ...(contentType !== undefined && { contentType }),
});
const refusal: ApiResponse = { code: 400, body: badRequest('cannot read it').status };

test('a body that is not JSON is refused with its place', () => {
  expect(withPlace(refusal, post('{\n1}')).body).toMatchObject({
    message: 'cannot read it (line 2, column 1: unexpected "1")',
    details: { causes: [{ message: 'line 2, column 1: unexpected "1"' }] },
  });
});

test('a body that is not YAML is, too', () => {
  expect(withPlace(refusal, post('a: [', 'application/apply-patch+yaml')).body).toMatchObject({
    message: expect.stringMatching(/^cannot read it \(line 1, column \d+: /),
  });
});

test('another mistake stays as it is, and so does an empty body', () => {
  expect(withPlace(refusal, post('{}'))).toBe(refusal);
  expect(withPlace(refusal, post(''))).toBe(refusal);
  const fine: ApiResponse = { code: 201, body: {} };
  expect(withPlace(fine, post('{'))).toBe(fine);
});
