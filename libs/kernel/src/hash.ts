/** Hashes of text: 32 bits to seed random streams, 64 bits to compare states and name things. */

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** FNV-1a, 32 bits, over UTF-16 code units; `start` chains several texts. */
export function hash32(text: string, start: number = FNV_OFFSET): number {
  let hash = start >>> 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME);
  return mix32(hash);
}

/** Spreads the bits of a 32-bit number (the finaliser of MurmurHash3). */
export function mix32(value: number): number {
  let x = value >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** Sixteen hexadecimal digits that tell two texts apart. Not for secrets. */
export function hash64(text: string): string {
  return hex32(hash32(text)) + hex32(hash32(text, 0x9e3779b9));
}

/** Eight hexadecimal digits. */
export function hex32(value: number): string {
  const bits = value >>> 0;
  return hexOf(bits >>> 24) + hexOf((bits >>> 16) & 255) + hexOf((bits >>> 8) & 255) + hexOf(bits & 255);
}

const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

const hexOf = (byte: number): string => hexPairs[byte] as string; // 0 to 255
