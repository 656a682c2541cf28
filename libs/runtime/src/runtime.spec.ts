/** The runtime's table of entries. */
import { describe, expect, it } from '@jest/globals';
import { createTrial } from '../test/trial.ts';
import { createRuntime } from './runtime.ts';

describe('the runtime', () => {
  it('does not know an entry that none of its calls plans', () => {
    const { host } = createTrial();
    const entry = { at: 0, serial: 1, owner: 'runtime', kind: 'reboot', payload: {}, causes: [] };
    expect(() => createRuntime().handle(host, entry)).toThrow('missing runtime handler for reboot');
  });
});
