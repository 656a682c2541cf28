/** Where a text stops being JSON: JSON.parse does not always tell. */

const spaces = /[ \t\n\r]*/y;
const scalars =
  /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null/y;
const strings = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

/** What may come next: a value, a key, what follows a value, ... Plain states of a machine with a stack of brackets. */
type State = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end';

/** Offset of the first character that cannot stand where it stands; the length of the text when it ends too early. */
export function jsonErrorOffset(text: string): number {
  const open: ('{' | '[')[] = [];
  let state: State = 'value';
  let at = match(spaces, text, 0);
  while (at < text.length) {
    const character = text.charAt(at);
    const closes = (character === '}' && open.at(-1) === '{') || (character === ']' && open.at(-1) === '[');
    if (closes && state !== 'value' && state !== 'key' && state !== 'colon') {
      open.pop();
      state = 'comma-or-end';
      at += 1;
    } else if (state === 'comma-or-end') {
      if (character !== ',' || open.length === 0) return at;
      state = open.at(-1) === '{' ? 'key' : 'value';
      at += 1;
    } else if (state === 'colon') {
      if (character !== ':') return at;
      state = 'value';
      at += 1;
    } else if (state === 'key' || state === 'key-or-end') {
      const end = match(strings, text, at);
      if (end === at) return at;
      state = 'colon';
      at = end;
    } else if (character === '{' || character === '[') {
      open.push(character);
      state = character === '{' ? 'key-or-end' : 'value-or-end';
      at += 1;
    } else {
      const end = match(scalars, text, at);
      if (end === at) return at;
      state = 'comma-or-end';
      at = end;
    }
    at = match(spaces, text, at);
  }
  return text.length;
}

/** The end of a match that begins at `at`, or `at`. */
function match(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
