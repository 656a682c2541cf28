/** Options of writes. */
import { describe, expect, it } from '@jest/globals';
import { readWriteOptions } from './options.ts';

const read = (query: Readonly<Record<string, string>>) =>
  readWriteOptions({ method: 'POST', path: '/', query }, 'CreateOptions');

describe('write options', () => {
  it('unknown fields are warned about unless the request says otherwise', () => {
    expect(read({})).toEqual({ dryRun: false, fieldValidation: 'Warn' });
    expect(read({ dryRun: 'All', fieldValidation: 'Strict' })).toEqual({ dryRun: true, fieldValidation: 'Strict' });
  });

  it('other values are refused', () => {
    expect(() => read({ dryRun: 'yes' })).toThrow(
      'CreateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["yes"]: supported values: "All"',
    );
    expect(() => read({ fieldValidation: 'Bogus' })).toThrow('fieldValidation: Unsupported value: "Bogus"');
  });
});
