/** Seeded randomness: each use has a stream of its own, so that a new consumer changes nobody's draws. */
import { hash32, hex32, mix32 } from './hash.ts';
import type { Kernel } from './kernel.ts';

/** A named stream; kept by whoever draws from it, so that it goes when its owner goes. */
export interface RandomStream {
  readonly key: number;
  draws: number;
}

/** Opens the stream called `name` (use and owner, such as `requeue/<pod uid>`). Opening twice gives equal streams. */
export function openStream(kernel: Kernel, name: string): RandomStream {
  return { key: hash32(name, hash32(kernel.seed)) | 0, draws: 0 };
}

/** The next number of a stream, in [0, 1). */
export function draw(kernel: Kernel, stream: RandomStream): number {
  const bits = mix32(stream.key + Math.imul(++stream.draws, 0x9e3779b9));
  kernel.drawHash = mix32(kernel.drawHash ^ bits);
  return bits / 0x1_0000_0000;
}

/** `base` lengthened by a random part of up to `factor` times itself, rounded to whole milliseconds. */
export function jitter(kernel: Kernel, stream: RandomStream, options: { base: number; factor: number }): number {
  return Math.round(options.base * (1 + draw(kernel, stream) * options.factor));
}

const WORD_DIGITS = 8;

const drawWord = (kernel: Kernel, stream: RandomStream): string => hex32(draw(kernel, stream) * 0x1_0000_0000);

/** `digits` hexadecimal digits of a stream. Joined, not added up: ids are looked up all the time, and this makes them one flat text. */
export function drawHex(kernel: Kernel, stream: RandomStream, digits: number): string {
  const words: string[] = [];
  for (let drawn = 0; drawn < digits; drawn += WORD_DIGITS) words.push(drawWord(kernel, stream));
  return words.join('').slice(0, digits);
}

/** A version 4 UUID of a stream. */
export function drawUid(kernel: Kernel, stream: RandomStream): string {
  const [a, b, c, d] = [
    drawWord(kernel, stream),
    drawWord(kernel, stream),
    drawWord(kernel, stream),
    drawWord(kernel, stream),
  ];
  const variant = '89ab'.charAt(Number.parseInt(c.charAt(0), 16) & 3);
  return [a, b.slice(0, 4), `4${b.slice(5)}`, variant + c.slice(1, 4), c.slice(4) + d].join('-');
}
