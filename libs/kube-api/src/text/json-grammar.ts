/** The lexical pieces of JSON. */

/** Blank, tab, newline, carriage return. */
export const isSpace = (code: number): boolean => code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;

export const jsonLiterals = [
  { word: 'true', value: true },
  { word: 'false', value: false },
  { word: 'null', value: null },
] as const;

/** A number, at the place where the search begins. */
export const numberPattern = /-?(?:0|[1-9]\d*)?(?:(?<=\d)\.\d+)?(?:(?<=\d)[eE][-+]?\d+)?/y;
