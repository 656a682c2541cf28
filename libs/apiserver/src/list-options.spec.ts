/** Version options of lists. */
import { describe, expect, it } from '@jest/globals';
import { checkListOptions, notAVersion } from './list-options.ts';

describe('list options', () => {
  it.each([
    [{ resourceVersionMatch: 'Exact' }, 'resourceVersionMatch is forbidden unless resourceVersion is provided'],
    [
      { resourceVersionMatch: 'x', resourceVersion: '1' },
      'Unsupported value: "x": supported values: "Exact", "NotOlderThan", ""',
    ],
    [
      { resourceVersionMatch: 'Exact', resourceVersion: '0' },
      'resourceVersionMatch "exact" is forbidden for resourceVersion "0"',
    ],
    [{ resourceVersion: 'x' }, `invalid resource version: ${notAVersion('x')}`],
  ])('%j is refused', (query, message) => {
    expect(() => checkListOptions(query)).toThrow(message);
  });

  it('others go together', () => {
    expect(() => checkListOptions({ resourceVersion: '5', resourceVersionMatch: 'NotOlderThan' })).not.toThrow();
  });
});
