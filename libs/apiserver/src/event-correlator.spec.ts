/** What a recorder remembers of one object. */
import { describe, expect, it } from '@jest/globals';
import { createHost } from '../test/host.ts';
import { correlate, createObjectMemory, type Report } from './event-correlator.ts';

const report: Report = { type: 'Warning', reason: 'BackOff', message: 'waiting' };

describe('the memory of an object', () => {
  it('counts what says the same under one name', () => {
    const host = createHost();
    const memory = createObjectMemory(host.now, 'pod/default/web');
    const first = correlate(host, memory, { name: 'web', report });
    const second = correlate(host, memory, { name: 'web', report });
    expect(second?.known).toBe(first?.known);
    expect(second?.known.count).toBe(2);
  });

  it('counts what it drops', () => {
    const host = createHost();
    const memory = createObjectMemory(host.now, 'pod/default/web');
    const results = Array.from({ length: 30 }, () => correlate(host, memory, { name: 'web', report }));
    expect(results.filter((one) => one !== undefined)).toHaveLength(25);
    expect(memory.aggregates[0]?.counted[0]?.count).toBe(30);
  });
});
