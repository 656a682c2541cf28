/** The usual ways of bringing raw scores to 0..100. */

export const MAX_SCORE = 100;

/** The highest becomes 100, the others in proportion; all 0 stay 0. @source kube-scheduler v1.37 helper: DefaultNormalizeScore */
export function normalizeUp(scores: number[]): void {
  const max = highest(scores);
  if (max > 0) for (let i = 0; i < scores.length; i++) scores[i] = Math.trunc((MAX_SCORE * (scores[i] ?? 0)) / max);
}

/** The same, turned round: the highest becomes 0 and 0 becomes 100. */
export function normalizeDown(scores: number[]): void {
  normalizeUp(scores);
  for (let i = 0; i < scores.length; i++) scores[i] = MAX_SCORE - (scores[i] ?? 0);
}

/** The lowest becomes 0 and the highest 100; equal ones all become 0. */
export function normalizeRange(scores: number[]): void {
  const max = highest(scores);
  const min = -highest(scores.map((score) => -score));
  for (let i = 0; i < scores.length; i++)
    scores[i] = max === min ? 0 : Math.trunc((MAX_SCORE * ((scores[i] ?? 0) - min)) / (max - min));
}

function highest(scores: readonly number[]): number {
  let max = -Infinity;
  for (const score of scores) if (score > max) max = score;
  return max;
}
