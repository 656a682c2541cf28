/** A terminal's line discipline: what is typed is shown, may be corrected, and goes to the process line by line. */
import { interrupt, type Machine, type Pipe, type Stream } from '#shell';

export interface Terminal {
  /** What was typed of the present line. */
  line: string;
}

export const createTerminal = (): Terminal => ({ line: '' });

/** What a session at a terminal consists of. */
export interface Seat {
  readonly terminal: Terminal;
  readonly input: Pipe;
  readonly stdout: Stream | undefined;
  readonly machine: Machine;
  readonly pid: number | undefined;
}

const BACKSPACE = /^[\b\x7f]$/;

/** What control characters do; every other character is shown and added to the line. */
const controls: Readonly<Record<string, (seat: Seat) => void>> = {
  '\x03': (seat) => {
    seat.terminal.line = '';
    show(seat, '^C\n');
    if (seat.pid !== undefined) interrupt(seat.machine, seat.pid);
  },
  '\x04': (seat) => {
    if (seat.terminal.line !== '') send(seat, '');
    else if (seat.input.outside) seat.input.outside.isOpen = false;
  },
  '\x15': (seat) => {
    show(seat, '\b \b'.repeat(seat.terminal.line.length));
    seat.terminal.line = '';
  },
};

/** Characters as they come from a keyboard. @source Linux 6 drivers/tty/n_tty.c, in canonical mode */
export function typeAt(seat: Seat, text: string): void {
  for (const character of text) {
    const control = Object.hasOwn(controls, character) ? controls[character] : undefined;
    if (control) control(seat);
    else if (BACKSPACE.test(character)) erase(seat);
    else if (character === '\r' || character === '\n') {
      show(seat, '\n');
      send(seat, '\n');
    } else if (character === '\t' || character >= ' ') {
      seat.terminal.line += character;
      show(seat, character);
    }
  }
}

function erase(seat: Seat): void {
  const { terminal } = seat;
  if (terminal.line === '') return;
  terminal.line = [...terminal.line].slice(0, -1).join('');
  show(seat, '\b \b');
}

function send({ terminal, input }: Seat, end: string): void {
  input.text += `${terminal.line}${end}`;
  terminal.line = '';
}

function show({ stdout }: Seat, text: string): void {
  if (stdout?.kind === 'capture') stdout.text += text;
}
