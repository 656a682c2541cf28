/** Names of events: the object's name and the moment, as the clients of the real API server make them. */
import type { ApiHost } from './api-host.ts';

/**
 * `<name>.<hexadecimal nanoseconds since 1970>`. A counter stands for the part below a millisecond, so that no two names of
 * a simulation are the same.
 * @source client-go v0.37 tools/record: makeEvent; tools/events: makeEvent
 */
export const eventName = (host: ApiHost, name: string): string =>
  `${name}.${nanosHex(host.epoch + host.now, host.api.eventSerial++)}`;

/** Hexadecimal nanoseconds of a Unix time in milliseconds plus `offset`, in two halves that doubles hold exactly. */
function nanosHex(unixMs: number, offset: number): string {
  const low = (unixMs % 65_536) * 1_000_000 + (offset % 1_000_000);
  const high = Math.floor(unixMs / 65_536) * 1_000_000 + Math.floor(low / 65_536);
  return high.toString(16) + (low % 65_536).toString(16).padStart(4, '0');
}
