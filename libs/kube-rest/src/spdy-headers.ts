/** SPDY/3.1 header blocks: one compressor and one decompressor for the whole of a connection. */
import { constants, createDeflate, createInflate, type Deflate, type Inflate } from 'node:zlib';
import { spdyDictionary } from './spdy-dictionary.ts';

/** Longest block that is taken, when it is unpacked. */
const BLOCK_MAX = 65_536;

export class HeaderCodec {
  readonly #inflate: Inflate = createInflate({ dictionary: spdyDictionary });
  readonly #deflate: Deflate = createDeflate({ dictionary: spdyDictionary });

  /** Names and values of a block. Rejects what cannot be unpacked. Blocks must be handed in one after another. */
  async decode(block: Buffer): Promise<ReadonlyMap<string, string>> {
    return parsePairs(await passThrough(this.#inflate, block));
  }

  /** A block without any headers. */
  encodeNone(): Promise<Buffer> {
    return passThrough(this.#deflate, Buffer.alloc(4));
  }

  close(): void {
    this.#inflate.destroy();
    this.#deflate.destroy();
  }
}

/** What comes out of a compressor for what goes in. */
function passThrough(stream: Inflate | Deflate, bytes: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const take = (part: Buffer): void => void parts.push(part);
    const finish = (settle: () => void): void => {
      stream.off('data', take).off('error', fail);
      settle();
    };
    const fail = (error: Error): void => finish(() => reject(error));
    stream.on('data', take).on('error', fail);
    stream.write(bytes, () => {
      stream.flush(constants.Z_SYNC_FLUSH, () => finish(() => resolve(Buffer.concat(parts))));
    });
  });
}

function parsePairs(bytes: Buffer): ReadonlyMap<string, string> {
  if (bytes.length > BLOCK_MAX) throw new RangeError('a header block is too long');
  let at = 0;
  const text = (): string => {
    const length = bytes.readUInt32BE(at);
    at += 4 + length;
    return bytes.toString('utf8', at - length, at);
  };
  const count = bytes.readUInt32BE(0);
  at = 4;
  const pairs = new Map<string, string>();
  for (let i = 0; i < count && at < bytes.length; i++) pairs.set(text(), text());
  return pairs;
}
