/** Virtual time: whole milliseconds, as instants since the start of a simulation and as lengths. */

/** Milliseconds since the start of the simulation; a whole number, never negative. */
export type Instant = number;

/** A length of time in whole milliseconds. */
export type Millis = number;

export const SECOND: Millis = 1000;
export const MINUTE: Millis = 60_000;
export const HOUR: Millis = 3_600_000;
