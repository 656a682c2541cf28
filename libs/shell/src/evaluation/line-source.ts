/** A shell that is told its commands line by line: it reads, runs what is complete, and prompts when somebody sits there. */
import type { LineSource } from '../machine/machine-state.ts';
import { read, unread, write } from '../machine/streams.ts';
import { unitOf } from '../syntax/unit.ts';
import { syntaxError } from './shell-start.ts';
import { complain, endShell, push, type Turn } from './turn.ts';

const SYNTAX_ERROR = 2;

/** Reads on until a command is complete, and runs it next; at the end of the input the shell ends. */
export function nextCommand(turn: Turn, lines: LineSource): void {
  const { machine, process } = turn;
  if (lines.isPrompting && !lines.isPrompted) prompt(turn, lines);
  const text = read(machine, process, 0);
  if (text === null) process.wait = { kind: 'input', fd: 0 };
  else if (text === undefined) endOfInput(turn, lines);
  else takeLine(turn, lines, text);
}

function takeLine(turn: Turn, lines: LineSource, text: string): void {
  const end = text.indexOf('\n') + 1;
  lines.text += end === 0 ? text : text.slice(0, end);
  if (end === 0) return;
  // The rest stays in the pipe: a command of this line may read it.
  unread(turn.process, 0, text.slice(end));
  lines.isPrompted = false;
  if (!unitOf(lines.text).isOpen) run(turn, lines);
}

function endOfInput(turn: Turn, lines: LineSource): void {
  if (lines.text === '') endShell(turn, turn.shell.status);
  else run(turn, lines);
}

function run(turn: Turn, lines: LineSource): void {
  const { text } = lines;
  lines.text = '';
  const { error } = unitOf(text);
  if (error === undefined) return push(turn.shell, { kind: 'list', unit: text, node: 0, at: 0 });
  complain(turn, syntaxError(error));
  turn.shell.status = SYNTAX_ERROR;
  if (!lines.isPrompting) endShell(turn, SYNTAX_ERROR);
}

function prompt(turn: Turn, lines: LineSource): void {
  const { machine, process, shell } = turn;
  lines.isPrompted = true;
  const [name, usual] = lines.text === '' ? ['PS1', machine.dialect === 'ash' ? '\\w \\$ ' : '# '] : ['PS2', '> '];
  const own = shell.variables.get(name)?.value;
  write(machine, process, 2, expand(turn, typeof own === 'string' ? own : usual));
}

/** What busybox's shell and bash put for `\w`, `\h`, `\u` and `\$`; dash has none of it. */
function expand({ machine, process }: Turn, text: string): string {
  if (machine.dialect === 'dash') return text;
  const parts: Readonly<Record<string, string>> = {
    w: process.cwd === '/root' ? '~' : process.cwd,
    h: machine.hostname,
    u: 'root',
    $: '#',
  };
  return text.replace(/\\([whu$])/g, (whole, letter: string) => parts[letter] ?? whole);
}
