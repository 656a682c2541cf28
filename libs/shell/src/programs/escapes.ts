/** Backslash sequences of `echo`, `printf` and `tr`. */

const single: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\\': '\\',
  e: '\x1b',
};

/** The text with its sequences replaced; `isCut` when `\c` ended it. Octal numbers have a leading 0 in `echo`. */
export function unescape(
  text: string,
  octal: RegExp = /^0([0-7]{0,3})/,
): { readonly text: string; readonly isCut: boolean } {
  let result = '';
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    const next = text[at + 1];
    if (char !== '\\' || next === undefined) result += char;
    else if (next === 'c') return { text: result, isCut: true };
    else {
      const [digits, value] = octal.exec(text.slice(at + 1)) ?? [];
      const known = Object.hasOwn(single, next) ? single[next] : undefined;
      if (digits !== undefined) result += String.fromCharCode(Number.parseInt(value || '0', 8) & 255);
      else result += known ?? char + next;
      at += digits?.length ?? 1;
    }
  }
  return { text: result, isCut: false };
}
