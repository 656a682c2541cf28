/** What the server keeps besides objects. */
import { describe, expect, it } from '@jest/globals';
import { createHost } from '../test/host.ts';
import { timestampOf } from './api-host.ts';

describe('the host', () => {
  it('tells the time in whole seconds', () => {
    const host = createHost();
    host.now += 1999;
    expect(timestampOf(host)).toBe('2027-01-15T08:00:01Z');
  });
});
