/** `tee`: to the output and into files. */
import { readFile, resolvePath, writeFile } from '../machine/files.ts';
import { complain, eachText, out, readOptions, type Program } from './program.ts';

export const tee: Program = (call) => {
  const { machine, process, memory } = call;
  const { options, operands } = readOptions(call.args);
  const append = (path: string, text: string, isFirst: boolean): void => {
    const full = resolvePath(process.cwd, path);
    const old = readFile(machine.files, full);
    const error = writeFile(machine.files, full, ('text' in old && !isFirst ? old.text : '') + text, machine.now);
    if (error !== undefined && isFirst) memory.failed++;
    if (error !== undefined && isFirst) complain(call, `${path}: ${error}`);
  };
  if (memory.count++ === 0) for (const path of operands) append(path, '', !options.has('a'));
  const waiting = eachText(call, [], (text) => {
    out(call, text);
    for (const path of operands) append(path, text, false);
  });
  return waiting ?? (memory.failed > 0 ? 1 : 0);
};
