/** What stops an expansion: a command whose output it needs first, or an error of the script. */

import type { Place } from '../machine/machine-state.ts';

/** Thrown within one turn of the evaluator and caught there: the substitution at `place` has to run first. */
export class NeedsOutput extends Error {
  /** Where the frame keeps the output. */
  readonly key: string;
  readonly place: Place;
  constructor(key: string, place: Place) {
    super('a command substitution comes first');
    this.key = key;
    this.place = place;
  }
}

/** Thrown within one turn of the evaluator and caught there: the script did something that the shell refuses. */
export class ShellError extends Error {
  readonly status: number;
  constructor(message: string, status = 2) {
    super(message);
    this.status = status;
  }
}
