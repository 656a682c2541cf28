/** Names of events: the object's name and the moment, as the clients of the real API server make them. */
import { hex32 } from '#kernel';
import type { ApiHost } from './api-host.ts';

/**
 * `<name>.<hexadecimal nanoseconds since 1970>`. A counter stands for the part below a millisecond, so that no two names of
 * a simulation are the same.
 * @source client-go v0.37 tools/record: makeEvent; tools/events: makeEvent
 */
export const eventName = (host: ApiHost, name: string): string =>
  [name, '.', ...nanosHex(host.epoch + host.now, host.api.eventSerial++)].join('');

const WORD = 2 ** 16;

/** Hexadecimal nanoseconds of a Unix time in milliseconds plus `offset`, in parts that doubles hold exactly. */
function nanosHex(unixMs: number, offset: number): [string, string] {
  const low = (unixMs % WORD) * 1_000_000 + (offset % 1_000_000);
  const high = Math.floor(unixMs / WORD) * 1_000_000 + Math.floor(low / WORD);
  const top = Math.floor(high / WORD);
  return [top.toString(16), hex32((high % WORD) * WORD + (low % WORD))];
}
