/** The hash of a pod template that names a deployment's replica set and labels its pods. */
import { dumpTemplate, type PodTemplate } from '#kube-api';

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** Templates are immutable, and a deployment's is asked for in every pass. */
const known = new WeakMap<PodTemplate, number>();

/**
 * The name of a stored template. `collisionCount` tells apart what hashes the same.
 * @source kube-controller-manager v1.37 pkg/controller: ComputeHash
 * @divergence older versions hash fewer fields; the names are those of v1.37 whatever version is imitated
 */
export function templateHash(template: PodTemplate, collisionCount?: number): string {
  const hash = known.get(template) ?? fnv(utf8(dumpTemplate(template)));
  known.set(template, hash);
  return safeText(String(collisionCount === undefined ? hash : fnv(littleEndian(collisionCount), hash)));
}

/** FNV-1a, 32 bits, over bytes. */
function fnv(bytes: Iterable<number>, start: number = FNV_OFFSET): number {
  let hash = start;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, FNV_PRIME);
  return hash >>> 0;
}

function* utf8(text: string): Generator<number> {
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i) ?? 0;
    if (code > 0xffff) i++;
    yield* bytesOf(code);
  }
}

function bytesOf(code: number): readonly number[] {
  if (code < 0x80) return [code];
  const tail = 0x80 | (code & 63);
  if (code < 0x800) return [0xc0 | (code >> 6), tail];
  const middle = 0x80 | ((code >> 6) & 63);
  if (code < 0x10000) return [0xe0 | (code >> 12), middle, tail];
  return [0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), middle, tail];
}

/** Eight bytes, of which the real controller fills four. */
const littleEndian = (count: number): readonly number[] =>
  [0, 8, 16, 24].map((shift) => (count >>> shift) & 255).concat([0, 0, 0, 0]);

/** @source apimachinery v0.37 pkg/util/rand: SafeEncodeString */
const safeText = (digits: string): string =>
  [...digits].map((digit) => ALPHABET.charAt((digit.codePointAt(0) ?? 0) % ALPHABET.length)).join('');
