/** Public face of the simulations service. */
export { clockModes, MAX_RATE, MIN_RATE, type ClockMode } from './clock.ts';
export type { ClockCommand, ClockOutcome } from './clock-command.ts';
export type { CreationResult, DocumentResult } from '#cluster';
export { inputRules, invalidFields, invalidInput } from './invalid-input.ts';
export { defaultLimits, type SimulationLimits } from './limits.ts';
export {
  describeProblem,
  findSyntaxProblem,
  readDocument,
  readDocuments,
  type SyntaxProblem,
} from './read-documents.ts';
export { BRANCH, DEFAULT_SIMULATION, type ClockState, type LiveSimulation } from './live-simulation.ts';
export { CLUSTER, SimulationsModule, type SimulationsOptions } from './simulations.module.ts';
export { SimulationsService, type NewSimulation } from './simulations.service.ts';
export {
  readPage,
  testOf,
  viewEntry,
  type EntryTest,
  type EntryView,
  type Page,
  type TimelineFilter,
} from './timeline-view.ts';
export { systemWallClock, WALL_CLOCK, type WallClock } from './wall-clock.ts';
