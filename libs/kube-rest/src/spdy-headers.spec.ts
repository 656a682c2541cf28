/** SPDY header blocks. */
import { expect, test } from '@jest/globals';
import { constants, createDeflate } from 'node:zlib';
import { spdyDictionary } from './spdy-dictionary.ts';
import { HeaderCodec } from './spdy-headers.ts';

const text = (value: string): Buffer => {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

test('blocks of one connection are unpacked one after another', async () => {
  const deflate = createDeflate({ dictionary: spdyDictionary });
  const parts: Buffer[] = [];
  deflate.on('data', (part: Buffer) => parts.push(part));
  const pack = (name: string, value: string): Promise<Buffer> =>
    new Promise((resolve) => {
      parts.length = 0;
      deflate.write(Buffer.concat([Buffer.from([0, 0, 0, 1]), text(name), text(value)]));
      deflate.flush(constants.Z_SYNC_FLUSH, () => resolve(Buffer.concat(parts)));
    });
  const codec = new HeaderCodec();
  expect(await codec.decode(await pack('streamtype', 'data'))).toEqual(new Map([['streamtype', 'data']]));
  expect(await codec.decode(await pack('port', '80'))).toEqual(new Map([['port', '80']]));
  codec.close();
});

test('a block without headers can be unpacked', async () => {
  const codec = new HeaderCodec();
  expect(await codec.decode(await codec.encodeNone())).toEqual(new Map());
  codec.close();
});

test('what is not packed is refused', async () => {
  await expect(new HeaderCodec().decode(Buffer.from('not packed'))).rejects.toThrow();
});
