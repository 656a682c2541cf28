/** Base64 of UTF-8 text, standard and for URLs. */

const STANDARD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const URL_SAFE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The bytes of a text in UTF-8. */
export function utf8Bytes(text: string): number[] {
  return [...text].flatMap((char) => {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x80) return [code];
    if (code < 0x800) return [0xc0 | (code >> 6), 0x80 | (code & 63)];
    if (code < 0x10000) return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)];
    return [0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)];
  });
}

function encode(bytes: readonly number[], alphabet: string): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = bytes.slice(i, i + 3);
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    text += alphabet.charAt(bits >> 18) + alphabet.charAt((bits >> 12) & 63);
    if (b !== undefined) text += alphabet.charAt((bits >> 6) & 63);
    if (c !== undefined) text += alphabet.charAt(bits & 63);
  }
  return text;
}

/** Standard base64 with padding. */
export function encodeBase64(text: string): string {
  const encoded = encode(utf8Bytes(text), STANDARD);
  return encoded + '='.repeat((4 - (encoded.length % 4)) % 4);
}

/** URL-safe base64 without padding, as continue tokens are written. */
export const encodeBase64Url = (text: string): string => encode(utf8Bytes(text), URL_SAFE);

/** ASCII text of URL-safe base64; a number is the position of the first illegal byte. */
export function decodeBase64Url(encoded: string): string | number {
  let [bits, count, text] = [0, 0, ''];
  for (let i = 0; i < encoded.length; i++) {
    const value = URL_SAFE.indexOf(encoded.charAt(i));
    if (value < 0) return i;
    bits = (bits << 6) | value;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    text += String.fromCharCode((bits >> count) & 255);
  }
  return encoded.length % 4 === 1 ? encoded.length - 1 : text;
}

/** The bytes of standard base64; what is no letter of it is skipped. */
function decodedBytes(encoded: string): number[] {
  const bytes: number[] = [];
  let [bits, count] = [0, 0];
  for (const char of encoded.replaceAll(/[^A-Za-z0-9+/]/g, '')) {
    bits = ((bits << 6) | STANDARD.indexOf(char)) & 0xff_ffff;
    count += 6;
    if (count >= 8) bytes.push((bits >> (count -= 8)) & 255);
  }
  return bytes;
}

/** The text behind standard base64: UTF-8, or else one character for each byte. */
export function decodeBase64(encoded: string): string {
  const bytes = decodedBytes(encoded);
  try {
    return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return bytes.map((byte) => String.fromCharCode(byte)).join(''); // not UTF-8: any bytes may be in a Secret
  }
}
