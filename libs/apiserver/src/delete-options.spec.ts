/** DeleteOptions. */
import { describe, expect, it } from '@jest/globals';
import { readDeleteOptions } from './delete-options.ts';
import type { ApiRequest } from './request.ts';

const read = (fields: Partial<ApiRequest>) => readDeleteOptions({ method: 'DELETE', path: '/', ...fields });

describe('delete options', () => {
  it('come from the body, or from the query without one', () => {
    expect(
      read({ body: { gracePeriodSeconds: 5, preconditions: { uid: 'u' } }, query: { gracePeriodSeconds: '9' } }),
    ).toEqual({
      dryRun: false,
      gracePeriodSeconds: 5,
      uid: 'u',
    });
    expect(read({ query: { gracePeriodSeconds: '9', dryRun: 'All' } })).toEqual({
      dryRun: true,
      gracePeriodSeconds: 9,
    });
    expect(read({ text: '' })).toEqual({ dryRun: false });
  });

  it.each([
    [
      { body: { gracePeriodSeconds: 'x' } },
      'json: cannot unmarshal string into Go struct field DeleteOptions.gracePeriodSeconds of type int64',
    ],
    [
      { body: { propagationPolicy: 'Bogus' } },
      'propagationPolicy: Unsupported value: "Bogus": supported values: "Foreground", "Background", "Orphan", "nil"',
    ],
    [
      { body: { orphanDependents: true, propagationPolicy: 'Orphan' } },
      'orphanDependents and deletionPropagation cannot be both set',
    ],
    [{ body: { dryRun: ['x'] } }, 'dryRun: Unsupported value: ["x"]'],
    [{ query: { gracePeriodSeconds: 'x' } }, 'strconv.ParseInt: parsing "x": invalid syntax'],
    [{ text: '{' }, 'unexpected end of JSON input'],
  ])('%j is refused', (fields, message) => {
    expect(() => read(fields)).toThrow(message);
  });
});
