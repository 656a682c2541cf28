/** Base64. */
import { describe, expect, it } from '@jest/globals';
import { decodeBase64, decodeBase64Url, encodeBase64, encodeBase64Url, utf8Bytes } from './base64.ts';

describe('base64', () => {
  it.each(['', 'a', 'ab', 'abc', 'ü€😀'])('of %j is that of its UTF-8 bytes', (text) => {
    expect(encodeBase64(text)).toBe(Buffer.from(text).toString('base64'));
    expect(encodeBase64Url(text)).toBe(Buffer.from(text).toString('base64url'));
    expect(utf8Bytes(text)).toEqual([...Buffer.from(text)]);
  });

  it('reads back, and says where it cannot', () => {
    expect(decodeBase64Url(encodeBase64Url('{"v":1}'))).toBe('{"v":1}');
    expect(decodeBase64Url('bogus')).toBe(4);
    expect(decodeBase64Url('a b')).toBe(1);
  });
});

describe('decoding', () => {
  it('gives the text back, and bytes that are no text one by one', () => {
    expect([decodeBase64(encodeBase64('sécret €')), decodeBase64('/wA='), decodeBase64('')]).toEqual([
      'sécret €',
      '\u00ff\u0000',
      '',
    ]);
  });
});
