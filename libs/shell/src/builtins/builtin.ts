/** What a builtin is: a function that works on the shell itself. */
import type { Frame } from '../machine/machine-state.ts';
import type { Turn } from '../evaluation/turn.ts';

export interface BuiltinCall extends Turn {
  readonly frame: Frame;
  readonly name: string;
  readonly args: readonly string[];
}

/** A status; `wait`: asked again when the process goes on; `entered`: frames were pushed; `gone`: its own frame was unwound. */
export type BuiltinResult = number | 'wait' | 'entered' | 'gone';

export type Builtin = (call: BuiltinCall) => BuiltinResult;

export const isName = (text: string): boolean => /^[A-Za-z_]\w*$/.test(text);
