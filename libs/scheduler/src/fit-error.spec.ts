/** Texts of fit errors. */
import { describe, expect, it } from '@jest/globals';
import { fitError, preFilterError } from './fit-error.ts';

const times = (count: number, ...reasons: string[]): string[][] => Array.from({ length: count }, () => reasons);

describe('a fit error', () => {
  it('sorts its parts as texts, counts first', () => {
    const reasons = [...times(2, 'Insufficient cpu'), ...times(10, 'node(s) had untolerated taint(s)')];
    expect(fitError({ nodes: 12, reasons })).toBe(
      '0/12 nodes are available: 10 node(s) had untolerated taint(s), 2 Insufficient cpu.',
    );
  });

  it('puts capital letters before small ones at equal counts', () => {
    const reasons = [['node(s) were unschedulable'], ['Insufficient cpu', 'Insufficient memory']];
    expect(fitError({ nodes: 2, reasons, afterwards: 'later' })).toBe(
      '0/2 nodes are available: 1 Insufficient cpu, 1 Insufficient memory, 1 node(s) were unschedulable. later',
    );
  });

  it('of the pod as a whole names no count', () => {
    expect(preFilterError(1, 'pod affinity terms conflict', 'later')).toBe(
      '0/1 nodes are available: pod affinity terms conflict. later',
    );
  });
});
