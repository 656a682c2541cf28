/** `echo`: dash's replaces backslash sequences always, busybox' with `-e`. */
import { unescape } from './escapes.ts';
import { out, type Program } from './program.ts';

export const echo: Program = (call) => {
  const words = [...call.args];
  let isEscaped = call.machine.dialect === 'dash';
  let hasEnd = true;
  const flags = call.machine.dialect === 'dash' ? /^-n$/ : /^-[neE]+$/;
  while (flags.test(words[0] ?? '')) {
    const flag = words.shift() ?? '';
    if (flag.includes('n')) hasEnd = false;
    if (flag.includes('e')) isEscaped = true;
    if (flag.includes('E')) isEscaped = false;
    if (call.machine.dialect === 'dash') break;
  }
  const { text, isCut } = isEscaped ? unescape(words.join(' ')) : { text: words.join(' '), isCut: false };
  return out(call, hasEnd && !isCut ? `${text}\n` : text) === undefined ? 0 : 1;
};
