/** Public face of the cluster: one simulation from commands to timeline. */
export { createCluster, defaultEngines, type AdvanceResult, type Cluster, type ClusterEngines } from './cluster.ts';
export type { Command, CommandResult } from './command.ts';
export { faults, type FaultKind } from './faults/index.ts';
export type { NodeSpec } from './nodes.ts';
export { completeSettings, type Profile, type SettingsChange, type SimulationSettings } from './settings.ts';
export { createSimulation, type Failure, type Simulation, type SimulationOptions } from './simulation.ts';
export { fork, hashOf, restore, snapshot } from './snapshot.ts';
