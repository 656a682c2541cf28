/** Watch frames as lines of JSON; an object version is written once for all watches that send it. */
import type { WatchFrame } from '#apiserver';

const written = new WeakMap<object, string>();

/** One frame with its line end. */
export function frameText({ type, object }: WatchFrame): string {
  return `{"type":"${type}","object":${objectText(object)}}\n`;
}

/** Stored objects are frozen and never change. */
function objectText(object: unknown): string {
  if (typeof object !== 'object' || object === null || !Object.isFrozen(object)) return JSON.stringify(object);
  const known = written.get(object);
  if (known !== undefined) return known;
  const text = JSON.stringify(object);
  written.set(object, text);
  return text;
}
