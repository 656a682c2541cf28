/** Names of events: the object's name and the moment, as the clients of the real API server make them. */
import { hex32 } from '#kernel';
import type { ApiHost } from './api-host.ts';

/**
 * `<name>.<hexadecimal nanoseconds since 1970>`. A counter stands for the part below a millisecond, so that no two names of
 * a simulation are the same.
 * @source client-go v0.37 tools/record: makeEvent; tools/events: makeEvent
 */
export function eventName(host: ApiHost, name: string): string {
  const { top, rest } = nanosOf(host.epoch + host.now, host.api.eventSerial++);
  if (top !== newest.top) newest = { top, text: top.toString(16) };
  return [name, '.', newest.text, hex32(rest)].join('');
}

/** The leading digits that were printed last: they change every four seconds. */
let newest = { top: Number.NaN, text: '' };

const WORD = 2 ** 16;

/** Nanoseconds of a Unix time in milliseconds plus `offset`, as the upper part and the lowest 32 bits: doubles cannot hold both. */
function nanosOf(unixMs: number, offset: number): { readonly top: number; readonly rest: number } {
  const low = (unixMs % WORD) * 1_000_000 + (offset % 1_000_000);
  const high = Math.floor(unixMs / WORD) * 1_000_000 + Math.floor(low / WORD);
  return { top: Math.floor(high / WORD), rest: (high % WORD) * WORD + (low % WORD) };
}
