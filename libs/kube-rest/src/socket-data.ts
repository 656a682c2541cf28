/** Messages of WebSockets as bytes. */
import type { RawData } from 'ws';

export const NORMAL_CLOSURE = 1000;

export function bytesOf(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? Buffer.from(data) : data;
}
