/** SPDY/3.1 frames, as far as port forwarding needs them: cut out of a stream of bytes, and written. */

const HEADER_BYTES = 8;
const CONTROL = 0x80;
const VERSION = 3;
const FIN = 1;

/** Longest frame that is taken. */
const FRAME_MAX = 1_000_000;

export const frameTypes = { synStream: 1, synReply: 2, rstStream: 3, ping: 6, goAway: 7 } as const;

export type Frame =
  | { readonly kind: 'data'; readonly stream: number; readonly isLast: boolean; readonly payload: Buffer }
  | { readonly kind: 'control'; readonly type: number; readonly isLast: boolean; readonly payload: Buffer };

/** Takes bytes as they come, and gives back the frames that are complete. Throws a RangeError for one that is too long. */
export class FrameReader {
  #rest: Buffer = Buffer.alloc(0);

  push(bytes: Buffer): Frame[] {
    this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const frames: Frame[] = [];
    for (let frame = this.#take(); frame; frame = this.#take()) frames.push(frame);
    return frames;
  }

  #take(): Frame | undefined {
    const bytes = this.#rest;
    if (bytes.length < HEADER_BYTES) return undefined;
    const length = bytes.readUIntBE(5, 3);
    if (length > FRAME_MAX) throw new RangeError(`a frame of ${length} bytes is too long`);
    const end = HEADER_BYTES + length;
    if (bytes.length < end) return undefined;
    this.#rest = bytes.subarray(end);
    const isLast = ((bytes[4] ?? 0) & FIN) !== 0;
    const payload = bytes.subarray(HEADER_BYTES, end);
    const isControl = ((bytes[0] ?? 0) & CONTROL) !== 0;
    return isControl
      ? { kind: 'control', type: bytes.readUInt16BE(2), isLast, payload }
      : { kind: 'data', stream: bytes.readUInt32BE(0), isLast, payload };
  }
}

export function controlFrame(type: number, payload: Buffer): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt8(CONTROL, 0);
  header.writeUInt8(VERSION, 1);
  header.writeUInt16BE(type, 2);
  header.writeUIntBE(payload.length, 5, 3);
  return Buffer.concat([header, payload]);
}

export function dataFrame(stream: number, payload: Buffer, isLast = false): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32BE(stream, 0);
  header.writeUInt8(isLast ? FIN : 0, 4);
  header.writeUIntBE(payload.length, 5, 3);
  return Buffer.concat([header, payload]);
}

/** A payload that begins with the number of a stream. */
export function streamPayload(stream: number, rest: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(stream, 0);
  return Buffer.concat([head, rest]);
}
