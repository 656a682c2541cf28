/** Unified diffs of two texts, three lines of context around each change. */

interface Change {
  /** Lines of the old text that go, from `oldAt` on. */
  readonly oldAt: number;
  readonly oldCount: number;
  readonly newAt: number;
  readonly newCount: number;
}

const CONTEXT = 3;

/** The hunks, without a header; empty when the texts are equal. Every line ends with a newline. */
export function unifiedDiff(before: string, after: string): string {
  const [a, b] = [before.split('\n'), after.split('\n')];
  return groupChanges(changesOf(a, b))
    .map((group) => formatHunk(a, b, group))
    .join('');
}

/** What differs between two lists of lines, by a longest common subsequence of the part that is not equal at both ends. */
function changesOf(a: readonly string[], b: readonly string[]): readonly Change[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) [endA, endB] = [endA - 1, endB - 1];
  const lengths = commonLengths(a.slice(start, endA), b.slice(start, endB));
  const changes: Change[] = [];
  let [i, j] = [start, start];
  let [fromA, fromB] = [i, j];
  const flush = (): void => {
    if (i > fromA || j > fromB) changes.push({ oldAt: fromA, oldCount: i - fromA, newAt: fromB, newCount: j - fromB });
  };
  while (i < endA || j < endB) {
    if (i < endA && j < endB && a[i] === b[j]) {
      flush();
      [i, j] = [i + 1, j + 1];
      [fromA, fromB] = [i, j];
    } else if (
      j >= endB ||
      (i < endA && lengthAt(lengths, i + 1 - start, j - start) >= lengthAt(lengths, i - start, j + 1 - start))
    )
      i++;
    else j++;
  }
  flush();
  return changes;
}

type Lengths = readonly (readonly number[])[];
const lengthAt = (lengths: Lengths, i: number, j: number): number => lengths[i]?.[j] ?? 0;

/** `result[i][j]`: how many lines are common to `a` from `i` on and `b` from `j` on. */
function commonLengths(a: readonly string[], b: readonly string[]): Lengths {
  const rows: number[][] = Array.from({ length: a.length + 1 }, () => []);
  for (let i = a.length - 1; i >= 0; i--) {
    const row: number[] = Array.from({ length: b.length + 1 }, () => 0);
    for (let j = b.length - 1; j >= 0; j--)
      row[j] = a[i] === b[j] ? lengthAt(rows, i + 1, j + 1) + 1 : Math.max(lengthAt(rows, i + 1, j), row[j + 1] ?? 0);
    rows[i] = row;
  }
  return rows;
}

/** Changes whose contexts meet share a hunk. */
function groupChanges(changes: readonly Change[]): readonly (readonly Change[])[] {
  const groups: Change[][] = [];
  for (const change of changes) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last && change.oldAt - (last.oldAt + last.oldCount) <= 2 * CONTEXT) group.push(change);
    else groups.push([change]);
  }
  return groups;
}

function formatHunk(a: readonly string[], b: readonly string[], group: readonly Change[]): string {
  const [first] = group;
  const last = group.at(-1);
  if (!first || !last) return '';
  const lead = Math.min(CONTEXT, first.oldAt);
  const endA = Math.min(a.length, last.oldAt + last.oldCount + CONTEXT);
  const endB = Math.min(b.length, last.newAt + last.newCount + CONTEXT);
  const [fromA, fromB] = [first.oldAt - lead, first.newAt - lead];
  const lines: string[] = [];
  let at = fromA;
  for (const { oldAt, oldCount, newAt, newCount } of group) {
    lines.push(...a.slice(at, oldAt).map((line) => ` ${line}`));
    lines.push(...a.slice(oldAt, oldAt + oldCount).map((line) => `-${line}`));
    lines.push(...b.slice(newAt, newAt + newCount).map((line) => `+${line}`));
    at = oldAt + oldCount;
  }
  lines.push(...a.slice(at, endA).map((line) => ` ${line}`));
  return `@@ -${formatRange(fromA, endA)} +${formatRange(fromB, endB)} @@\n${lines.map((line) => `${line}\n`).join('')}`;
}

/** First line and number of lines; an empty range names the line before it, a single line has no number. */
function formatRange(from: number, end: number): string {
  const length = end - from;
  if (length === 1) return String(from + 1);
  return length === 0 ? `${from},0` : `${from + 1},${length}`;
}
