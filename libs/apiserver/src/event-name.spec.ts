/** Names of events. */
import { describe, expect, it } from '@jest/globals';
import { createHost } from '../test/host.ts';
import { eventName } from './event-name.ts';

describe('the name of an event', () => {
  it('is the name of the object and the moment in nanoseconds', () => {
    const host = createHost();
    host.now = 90_001;
    expect(eventName(host, 'web')).toBe(`web.${(BigInt(host.epoch + 90_001) * 1_000_000n).toString(16)}`);
  });

  it('is never the same twice, however many are made at once', () => {
    const host = createHost();
    const names = Array.from({ length: 70_000 }, () => eventName(host, 'web'));
    expect(new Set(names).size).toBe(70_000);
  });
});
