/** Public face of the cluster: one simulation from commands to timeline. */
export { createCluster, defaultEngines, type AdvanceResult, type Cluster, type ClusterEngines } from './cluster.ts';
export type { Command, CommandResult } from './command.ts';
export { faults, type FaultKind } from './faults/index.ts';
export type { NodeSpec } from './nodes.ts';
export {
  checkSettings,
  completeSettings,
  type Profile,
  type SettingsChange,
  type SettingsProblem,
  type SimulationSettings,
} from './settings.ts';
export { createSimulation, type Failure, type Simulation, type SimulationOptions } from './simulation.ts';
export { fork, hashOf, restore, snapshot } from './snapshot.ts';
export {
  CONDITION_FORMS,
  holds,
  parseCondition,
  type Condition,
  type ParsedCondition,
  type PodTest,
} from './condition.ts';
export { parseDuration } from './duration.ts';
export { runUntil, type UntilResult } from './run-until.ts';
export { createObjects, type CreationResult, type DocumentResult } from './create-objects.ts';
export type { SessionAction } from './sessions.ts';
export { replay, type JournalEntry } from './replay.ts';
