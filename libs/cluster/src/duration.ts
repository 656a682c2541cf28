/** Durations as people and Go write them: `90s`, `1h30m`, `250ms`, or a bare number of seconds. */
import type { Millis } from '#kernel';

const UNITS: Readonly<Record<string, Millis>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const PART = /(\d+(?:\.\d+)?)(ms|s|m|h|d)/g;

/** Whole milliseconds, or `undefined` for a text that is no duration. */
export function parseDuration(text: string): Millis | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) return Math.round(Number(text) * 1000);
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(text)) return undefined;
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(PART)) sum += Number(amount) * (UNITS[unit ?? ''] ?? 0);
  return Math.round(sum);
}
