/** What one server allows, so that a mistake is an answer and not an outage. */
import { HOUR, type Millis } from '#kernel';
import { badRequest } from '#kube-api';
import type { ClockCommand } from './clock-command.ts';

export interface SimulationLimits {
  /** Simulations at a time. */
  readonly simulations: number;
  readonly nodes: number;
  /** Longest advance, or bound of an `until`, in one command. */
  readonly advance: Millis;
  /** Most entries of one `step`. */
  readonly steps: number;
}

export const defaultLimits: SimulationLimits = {
  simulations: 1000,
  nodes: 500,
  advance: 366 * 24 * HOUR,
  steps: 100_000,
};

/** Throws a 400 for a command that asks for more than is allowed at once. */
export function checkCommand(limits: SimulationLimits, command: ClockCommand): void {
  const { advance, steps } = limits;
  if (command.kind === 'step' && command.count > steps) throw badRequest(`step: at most ${steps} entries at once`);
  const length = command.kind === 'advance' ? command.by : command.kind === 'until' ? command.within : 0;
  if (length > advance) throw badRequest(`${command.kind}: at most ${advance / HOUR}h at once, got ${length / HOUR}h`);
}

/** Throws a 400 for more nodes than are allowed. */
export function checkNodes({ nodes }: SimulationLimits, asked: number): void {
  if (asked > nodes) throw badRequest(`nodes: at most ${nodes} in a simulation, got ${asked}`);
}
