/** `sed`: lines edited by a script of substitutions, deletions and prints. */
import { resolvePath, writeFile } from '../machine/files.ts';
import { allText, complain, linesOf, out, readOperand, type Program, type ProgramCall } from './program.ts';
import { findMatch, hasMatch } from './plain-regex.ts';
import { parseSed, type SedAddress, type SedCommand } from './sed-script.ts';

interface SedOptions {
  readonly scripts: readonly string[];
  readonly files: readonly string[];
  readonly isQuiet: boolean;
  readonly isInPlace: boolean;
  readonly isExtended: boolean;
}

function readSedOptions(args: readonly string[]): SedOptions {
  const scripts: string[] = [];
  const operands: string[] = [];
  let letters = '';
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '--') operands.push(...args.slice(++at));
    else if (arg === '-e' || arg === '--expression') scripts.push(args[++at] ?? '');
    else if (/^-[nirEs]+e?$/.test(arg) && !arg.endsWith('e')) letters += arg;
    else if (arg.endsWith('e') && /^-[nirEs]+e$/.test(arg))
      [letters, scripts[scripts.length]] = [letters + arg, args[++at] ?? ''];
    else if (arg === '--quiet' || arg === '--silent') letters += 'n';
    else if (arg.startsWith('-i') || arg === '--in-place') letters += 'i';
    else if (arg === '--regexp-extended') letters += 'E';
    else operands.push(arg);
  }
  return {
    scripts: scripts.length > 0 ? scripts : operands.slice(0, 1),
    files: scripts.length > 0 ? operands : operands.slice(1),
    isQuiet: letters.includes('n'),
    isInPlace: letters.includes('i'),
    isExtended: /[Er]/.test(letters),
  };
}

/**
 * @source POSIX.1-2024 XCU sed
 * @divergence groups cannot be used in a replacement; there are no branches and no hold space
 */
export const sed: Program = (call) => {
  const options = readSedOptions(call.args);
  if (options.scripts.length === 0) return wrong(call, 'missing command');
  const commands = parseSed(options.scripts.join('\n'), options.isExtended);
  if (typeof commands === 'string') return wrong(call, commands);
  if (options.isInPlace) return editFiles(call, options, commands);
  const input = allText(call, options.files);
  if ('waiting' in input) return input.waiting;
  const { text, code } = edit(input.text, commands, options.isQuiet);
  out(call, text);
  return call.memory.failed > 0 ? 1 : code;
};

function wrong(call: ProgramCall, why: string): number {
  complain(call, why);
  return 1;
}

function editFiles(call: ProgramCall, { files, isQuiet }: SedOptions, commands: readonly SedCommand[]): number {
  const { machine, process } = call;
  let code = 0;
  for (const path of files) {
    const file = readOperand(call, path);
    const error =
      'error' in file
        ? file.error
        : writeFile(
            machine.files,
            resolvePath(process.cwd, path),
            edit(file.text, commands, isQuiet).text,
            machine.now,
          );
    if (error !== undefined) code = wrong(call, `${path}: ${error}`);
  }
  return code;
}

/** Which commands are within their range of lines. */
type Ranges = Map<SedCommand, boolean>;

interface Line {
  text: string;
  readonly number: number;
  readonly isLast: boolean;
}

function edit(
  text: string,
  commands: readonly SedCommand[],
  isQuiet: boolean,
): { readonly text: string; readonly code: number } {
  const lines = linesOf(text);
  const ranges: Ranges = new Map();
  const output: string[] = [];
  let code = 0;
  for (const [index, own] of lines.entries()) {
    const line: Line = { text: own, number: index + 1, isLast: index === lines.length - 1 };
    const fate = editLine(line, commands, { ranges, output });
    if (fate.isKept && !isQuiet) output.push(line.text);
    output.push(...fate.after);
    code = fate.code ?? 0;
    if (fate.code !== undefined) break;
  }
  const isOpen = text !== '' && !text.endsWith('\n') && code === 0;
  const result = output.map((line) => `${line}\n`).join('');
  return { text: isOpen ? result.replace(/\n$/, '') : result, code };
}

interface Fate {
  isKept: boolean;
  /** Lines that were put behind it. */
  readonly after: string[];
  /** Set: it was the last one. */
  code: number | undefined;
}

function editLine(
  line: Line,
  commands: readonly SedCommand[],
  { ranges, output }: { readonly ranges: Ranges; readonly output: string[] },
): Fate {
  const fate: Fate = { isKept: true, after: [], code: undefined };
  for (const command of commands) {
    if (isSelected(line, command, ranges) === command.isInverted) continue;
    const { action } = command;
    if (action.kind === 's') substitute(line, action, output);
    else if (action.kind === 'y') line.text = [...line.text].map((char) => action.map.get(char) ?? char).join('');
    else if (action.kind === 'p') output.push(line.text);
    else if (action.kind === '=') output.push(String(line.number));
    else if (action.kind === 'i') output.push(action.text);
    else if (action.kind === 'a') fate.after.push(action.text);
    else if (action.kind === 'q') fate.code = action.code;
    else {
      fate.isKept = false;
      if (action.kind === 'c') output.push(action.text);
    }
    if (!fate.isKept || fate.code !== undefined) break;
  }
  return fate;
}

const matches = ({ text, number, isLast }: Line, address: SedAddress): boolean =>
  address === '$' ? isLast : typeof address === 'number' ? number === address : hasMatch(address, text);

function isSelected(line: Line, command: SedCommand, ranges: Ranges): boolean {
  const { from, to } = command;
  if (from === undefined) return true;
  if (to === undefined) return matches(line, from);
  if (ranges.get(command) === true) {
    if (matches(line, to) || (typeof to === 'number' && line.number >= to)) ranges.set(command, false);
    return typeof to !== 'number' || line.number <= to;
  }
  if (!matches(line, from)) return false;
  ranges.set(command, !(typeof to === 'number' && to <= line.number));
  return true;
}

const SUBSTITUTIONS_MAX = 2000;

function substitute(line: Line, action: Extract<SedCommand['action'], { kind: 's' }>, output: string[]): void {
  const { regex, replacement, which, isGlobal, isPrinted } = action;
  let result = '';
  let at = 0;
  let count = 0;
  let lastEnd = -1;
  while (at <= line.text.length && count < SUBSTITUTIONS_MAX) {
    const match = findMatch(regex, line.text, at);
    if (!match) break;
    const found = line.text.slice(match.start, match.end);
    result += line.text.slice(at, match.start);
    // Nothing is not found once more right behind what was found.
    const isFound = found !== '' || match.start !== lastEnd;
    if (isFound) count++;
    const isWanted = isFound && (count === which || (isGlobal && count >= which));
    result += isWanted ? replacement.map((part) => (part === null ? found : part)).join('') : found;
    at = lastEnd = match.end;
    if (isWanted && !isGlobal) break;
    if (found === '') result += line.text[at++] ?? '';
  }
  const isChanged = count >= which;
  line.text = isChanged ? result + line.text.slice(at) : line.text;
  if (isChanged && isPrinted) output.push(line.text);
}
