/** Unified diffs. */
import { describe, expect, it } from '@jest/globals';
import { unifiedDiff } from './unified-diff.ts';

const lines = (count: number): string[] => Array.from({ length: count }, (_, i) => `line ${i + 1}`);
const changed = (at: number, by: readonly string[]): string =>
  lines(20)
    .toSpliced(at - 1, 1, ...by)
    .join('\n');

describe('a diff', () => {
  const before = lines(20).join('\n');

  it('of equal texts is empty', () => {
    expect(unifiedDiff(before, before)).toBe('');
  });

  it('shows three lines around a change', () => {
    expect(unifiedDiff(before, changed(10, ['new']))).toBe(
      '@@ -7,7 +7,7 @@\n line 7\n line 8\n line 9\n-line 10\n+new\n line 11\n line 12\n line 13\n',
    );
  });

  it('counts the lines of both sides', () => {
    expect(unifiedDiff(before, changed(1, ['a', 'b'])).split('\n')[0]).toBe('@@ -1,4 +1,5 @@');
  });

  it('changes far apart have hunks of their own, near ones share one', () => {
    const far = lines(20).with(0, 'x').with(19, 'y').join('\n');
    const near = lines(20).with(4, 'x').with(9, 'y').join('\n');
    expect(unifiedDiff(before, far).match(/^@@ -/gm)).toHaveLength(2);
    expect(unifiedDiff(before, near).match(/^@@ -/gm)).toHaveLength(1);
  });
});
