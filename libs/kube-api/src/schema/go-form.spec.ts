/** Objects in the server's own form. */
import { describe, expect, it } from '@jest/globals';
import { goForm } from './go-form.ts';

describe('the internal form', () => {
  it('writes every field in struct order, with its Go name', () => {
    expect(goForm('Toleration', { key: 'a', operator: 'Exists' })).toBe(
      '{\n "Key": "a",\n "Operator": "Exists",\n "Value": "",\n "Effect": "",\n "TolerationSeconds": null\n}',
    );
  });

  it('expands structs held by value, and not those held by pointer', () => {
    const form = JSON.parse(goForm('Container', { name: 'a' })) as Record<string, unknown>;
    expect(form['Resources']).toEqual({ Limits: null, Requests: null, Claims: null });
    expect(form['LivenessProbe']).toBeNull();
  });
});
