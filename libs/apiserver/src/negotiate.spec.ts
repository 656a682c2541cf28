/** Media types. */
import { describe, expect, it } from '@jest/globals';
import { checkContentType, negotiate, parseAccept, patchTypeOf } from './negotiate.ts';
import type { ApiRequest } from './request.ts';

const request = (fields: Partial<ApiRequest>): ApiRequest => ({ method: 'GET', path: '/', ...fields });
const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io';

describe('Accept', () => {
  it.each([
    [undefined, 'object'],
    ['*/*', 'object'],
    ['application/vnd.kubernetes.protobuf,application/json', 'object'],
    [`${TABLE},application/json`, 'Table'],
    ['application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io', 'PartialObjectMetadataList'],
    ['text/html, application/json', 'object'],
  ])('%s is answered as %s', (accept, form) => {
    expect(negotiate(request(accept === undefined ? {} : { accept }), { name: 'p' }).form).toBe(form);
  });

  it('YAML can be had', () => {
    expect(negotiate(request({ accept: 'application/yaml' }), {}).isYaml).toBe(true);
  });

  it('an unknown form and an unknown type have their own words', () => {
    expect(() => negotiate(request({ accept: 'application/json;as=Bogus;v=v1;g=meta.k8s.io' }), {})).toThrow(
      'only the following media types are accepted',
    );
    expect(() => negotiate(request({ accept: 'text/html' }), {})).toThrow('application/json;stream=watch');
    expect(() => negotiate(request({ accept: 'application/cbor' }), { name: 'p' })).toThrow(
      '406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, application/vnd.kubernetes.protobuf',
    );
  });

  it('parameters are read, whatever their order', () => {
    expect(parseAccept('application/json; v=v2 ;as=X')[0]?.parameters.get('as')).toBe('X');
  });
});

describe('Content-Type', () => {
  it('of objects is JSON, YAML, protobuf or nothing', () => {
    expect(() => checkContentType(request({}))).not.toThrow();
    expect(() => checkContentType(request({ contentType: 'text/plain' }))).toThrow(
      'the body of the request was in an unknown format',
    );
  });

  it('of patches says how to apply them', () => {
    expect(patchTypeOf(request({ contentType: 'application/merge-patch+json' }))).toBe('merge');
    expect(() => patchTypeOf(request({ contentType: 'application/json' }))).toThrow('415: Unsupported Media Type');
    expect(() => patchTypeOf(request({ contentType: 'constructor' }))).toThrow('415: Unsupported Media Type');
  });
});
