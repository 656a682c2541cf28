/** How much the processes of one container may take. */

/** Bounds of what the processes of one container may take. */
export const limits = {
  processes: 64,
  depth: 1000,
  variables: 2000,
  files: 2000,
  fileCharacters: 1_000_000,
  textCharacters: 1_000_000,
  /** A longer text is not searched for a pattern: that takes length by length of steps, or more. */
  patternCharacters: 4096,
  replacedCharacters: 400,
  /** Written at one instant; a process that writes more is ended. */
  outputPerInstant: 1_000_000,
  logLines: 5000,
  pipeCharacters: 65_536,
  /** Turns at one instant before time has to pass. */
  turnsPerInstant: 1000,
} as const;
