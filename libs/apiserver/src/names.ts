/** Random parts of names: five characters behind a prefix. */
import { draw } from '#kernel';
import type { ApiHost } from './api-host.ts';

const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';
const SUFFIX_LENGTH = 5;
const LONGEST_BASE = 63 - SUFFIX_LENGTH;

/**
 * Five characters without vowels and look-alikes.
 * @source kube-apiserver v1.37 apimachinery/pkg/util/rand: String
 */
export function drawSuffix(host: ApiHost): string {
  let suffix = '';
  while (suffix.length < SUFFIX_LENGTH)
    suffix += ALPHABET.charAt(Math.floor(draw(host, host.api.names) * ALPHABET.length));
  return suffix;
}

/** A name from a `generateName` prefix, which is cut to 58 characters. */
export const generateName = (host: ApiHost, prefix: string): string =>
  `${prefix.slice(0, LONGEST_BASE)}${drawSuffix(host)}`;
