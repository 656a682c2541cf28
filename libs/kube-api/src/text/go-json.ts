/** JSON as Go's decoder reads it: its error texts, and the keys that are written twice in an object. */
import { isSpace, jsonLiterals, numberPattern } from './json-grammar.ts';

/** The value, and paths such as `spec.nodeName` of keys that come more than once; or the decoder's words. */
export type JsonResult =
  { readonly value: unknown; readonly duplicates: readonly string[] } | { readonly error: string };

/** Deeper nesting is refused; no object of the API comes near. */
export const MAX_DEPTH = 256;

const TOO_DEEP = 'exceeded max depth';

/**
 * Parses a text. The usual text is left to JSON.parse; one that fails, or in which a key comes twice, is read again here.
 * @source kube-apiserver v1.37 sigs.k8s.io/json
 */
export function parseGoJson(text: string): JsonResult {
  const { depth, pairs } = measure(text);
  if (depth > MAX_DEPTH) return { error: TOO_DEEP };
  try {
    const value: unknown = JSON.parse(text);
    if (countPairs(value) === pairs) return { value, duplicates: [] };
  } catch {
    // What is wrong is found below, in the decoder's words.
  }
  return new Reader(text).read();
}

/** Nesting and number of `key: value` pairs, without building anything. */
function measure(text: string): { readonly depth: number; readonly pairs: number } {
  let [depth, deepest, pairs, inString] = [0, 0, 0, false];
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (inString) {
      if (char === 0x5c) i++;
      else if (char === 0x22) inString = false;
    } else if (char === 0x22) inString = true;
    else if (char === 0x7b || char === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (char === 0x7d || char === 0x5d) depth--;
    else if (char === 0x3a) pairs++;
  }
  return { depth: deepest, pairs };
}

function countPairs(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + countPairs(item), 0);
  const items = Object.values(value);
  return items.reduce((sum: number, item) => sum + countPairs(item), items.length);
}

class GoJsonError extends Error {}

/** A recursive reader; its depth is bounded by what `measure` has seen. */
class Reader {
  readonly #text: string;
  readonly #duplicates: string[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): JsonResult {
    try {
      const value = this.#value('');
      this.#skipSpace();
      if (this.#at < this.#text.length) throw this.#unexpected('after top-level value');
      return { value, duplicates: this.#duplicates };
    } catch (error) {
      if (error instanceof GoJsonError) return { error: error.message };
      throw error;
    }
  }

  #skipSpace(): void {
    while (this.#at < this.#text.length && isSpace(this.#text.charCodeAt(this.#at))) this.#at++;
  }

  /** The next character that is no blank, which is not taken. */
  #peek(): string {
    this.#skipSpace();
    return this.#text.charAt(this.#at);
  }

  #unexpected(where: string): GoJsonError {
    const char = String.fromCodePoint(this.#text.codePointAt(this.#at) ?? 0);
    if (this.#at >= this.#text.length) return new GoJsonError('unexpected end of JSON input');
    const shown = char === "'" ? String.raw`\'` : char === '"' ? '"' : JSON.stringify(char).slice(1, -1);
    return new GoJsonError(`invalid character '${shown}' ${where}`);
  }

  #value(path: string): unknown {
    const char = this.#peek();
    if (char === '{') return this.#object(path);
    if (char === '[') return this.#array(path);
    if (char === '"') return this.#string();
    if (char === '-' || (char >= '0' && char <= '9')) return this.#number();
    const literal = jsonLiterals.find(({ word }) => word.startsWith(char) && char !== '');
    if (literal) return this.#literal(literal);
    throw this.#unexpected('looking for beginning of value');
  }

  #object(path: string): unknown {
    const entries = new Map<string, unknown>();
    this.#at++;
    if (this.#peek() === '}') return this.#end({});
    for (;;) {
      if (this.#peek() !== '"') throw this.#unexpected('looking for beginning of object key string');
      const key = this.#string();
      const below = path === '' ? key : `${path}.${key}`;
      if (entries.has(key)) this.#duplicates.push(below);
      if (this.#peek() !== ':') throw this.#unexpected('after object key');
      this.#at++;
      entries.set(key, this.#value(below));
      const next = this.#peek();
      if (next === '}') return this.#end(Object.fromEntries(entries));
      if (next !== ',') throw this.#unexpected('after object key:value pair');
      this.#at++;
    }
  }

  #array(path: string): unknown {
    const items: unknown[] = [];
    this.#at++;
    if (this.#peek() === ']') return this.#end(items);
    for (;;) {
      items.push(this.#value(`${path}[${items.length}]`));
      const next = this.#peek();
      if (next === ']') return this.#end(items);
      if (next !== ',') throw this.#unexpected('after array element');
      this.#at++;
    }
  }

  #end<T>(value: T): T {
    this.#at++;
    return value;
  }

  #literal({ word, value }: (typeof jsonLiterals)[number]): unknown {
    for (const expected of word) {
      if (this.#text.charAt(this.#at) !== expected)
        throw this.#unexpected(`in literal ${word} (expecting '${expected}')`);
      this.#at++;
    }
    return value;
  }

  #number(): number {
    numberPattern.lastIndex = this.#at;
    const [number = ''] = numberPattern.exec(this.#text) ?? [];
    this.#at += number.length;
    const next = this.#text.charAt(this.#at);
    if (number === '' || number === '-') {
      this.#at += number === '' ? 1 : 0;
      throw this.#unexpected('in numeric literal');
    }
    if (next === '.') throw this.#after('after decimal point in numeric literal');
    if (next === 'e' || next === 'E') throw this.#after('in exponent of numeric literal');
    return Number(number);
  }

  #after(where: string): GoJsonError {
    this.#at++;
    return this.#unexpected(where);
  }

  #string(): string {
    const start = this.#at++;
    for (;;) {
      const char = this.#text.charAt(this.#at);
      if (char === '' || char < ' ') throw this.#unexpected('in string literal');
      if (char === '"') break;
      if (char === '\\') this.#escape();
      this.#at++;
    }
    this.#at++;
    return JSON.parse(this.#text.slice(start, this.#at)) as string; // a JSON string, as just read
  }

  #escape(): void {
    this.#at++;
    const char = this.#text.charAt(this.#at);
    if (char !== 'u') {
      if (char === '' || !'"\\/bfnrt'.includes(char)) throw this.#unexpected('in string escape code');
      return;
    }
    for (let i = 0; i < 4; i++) {
      this.#at++;
      if (!/^[0-9a-fA-F]$/.test(this.#text.charAt(this.#at)))
        throw this.#unexpected(String.raw`in \u hexadecimal character escape`);
    }
  }
}
