/** Types of the trace comparison. */
export interface Comparison {
  readonly passed: boolean;
  readonly matched: number;
  readonly total: number;
  readonly problems: readonly string[];
}

export function compare(recorded: object, candidate: object): Comparison;
