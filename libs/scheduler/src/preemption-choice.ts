/** Which of several possible preemptions does the least harm. */
import type { PodRecord } from './node-info.ts';

export interface Victim {
  readonly record: PodRecord;
  /** Unix milliseconds; Infinity for a pod that has not started. */
  readonly startedAt: number;
}

/** A node that would have room without the victims; the victims are sorted, most important first. */
export interface Candidate {
  readonly nodeName: string;
  readonly victims: readonly Victim[];
}

/** Makes every 32-bit priority positive, so that more victims never sum up to less. */
const PRIORITY_OFFSET = 2 ** 31;

const highestPriority = ({ victims }: Candidate): number => victims[0]?.record.priority ?? -PRIORITY_OFFSET;

const sumOfPriorities = ({ victims }: Candidate): number =>
  victims.reduce((sum, { record }) => sum + record.priority + PRIORITY_OFFSET, 0);

/** When the first of the most important victims started, turned round: late starts do less harm. */
function negatedEarliestStart(candidate: Candidate): number {
  const highest = highestPriority(candidate);
  return -Math.min(
    ...candidate.victims.filter(({ record }) => record.priority === highest).map(({ startedAt }) => startedAt),
  );
}

/** Less is better; the next criterion only decides between equals. */
const CRITERIA = [
  highestPriority,
  sumOfPriorities,
  ({ victims }: Candidate): number => victims.length,
  negatedEarliestStart,
];

/**
 * The candidate with the lowest highest priority among its victims, then the smallest sum of priorities, the fewest
 * victims, the latest start; then by name.
 * @source kube-scheduler v1.37 pkg/scheduler/framework/preemption: pickOneNodeForPreemption
 */
export function chooseCandidate(candidates: readonly Candidate[]): Candidate | undefined {
  let left = candidates;
  for (const criterion of CRITERIA) left = keepLeast(left, criterion);
  return left.toSorted((a, b) => (a.nodeName < b.nodeName ? -1 : 1))[0];
}

function keepLeast(
  candidates: readonly Candidate[],
  criterion: (candidate: Candidate) => number,
): readonly Candidate[] {
  const values = candidates.map(criterion);
  const least = Math.min(...values);
  return candidates.filter((_, i) => values[i] === least);
}
