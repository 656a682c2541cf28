/** `cat`: what comes in goes out at once. */
import { eachText, out, readOptions, type Program } from './program.ts';

export const cat: Program = (call) => {
  const { operands } = readOptions(call.args);
  return eachText(call, operands, (text) => void out(call, text)) ?? (call.memory.failed > 0 ? 1 : 0);
};
