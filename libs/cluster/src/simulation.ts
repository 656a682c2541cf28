/** A simulation: one cluster, its clock, its agenda and its randomness, as one piece of plain data. */
import { aside, createKernel } from '#kernel';
import { bootstrapCluster, createApiServerState, type ApiHost } from '#apiserver';
import { parseTime } from '#kube-api';
import { controllersSubscriptions, createControllersState, type ControllersHost } from '#controllers';
import { createKubeletState, kubeletSubscriptions, volumeSubscriptions, type KubeletHost } from '#kubelet';
import { createStore } from '#object-store';
import { createProbeState } from '#probe-engine';
import { createRuntimeState } from '#runtime';
import { createSchedulerState, schedulerSubscriptions, type SchedulerHost } from '#scheduler';
import { addNode, type NodeSpec } from './nodes.ts';
import { completeSettings, type SettingsChange, type SimulationSettings } from './settings.ts';

export interface Simulation extends KubeletHost, SchedulerHost, ControllersHost {
  readonly settings: SimulationSettings;
  /** Why the simulation was stopped for good; absent while it is sound. */
  failure: Failure | undefined;
}

/** A broken invariant: our bug, with where it happened. */
export interface Failure {
  readonly message: string;
  readonly seed: string;
  readonly at: number;
  readonly step: number;
}

export interface SimulationOptions {
  readonly seed?: string;
  /** RFC 3339 time of instant 0. */
  readonly epoch?: string;
  /** How many nodes, or which. */
  readonly nodes?: number | readonly NodeSpec[];
  readonly settings?: SettingsChange;
}

const DEFAULT_EPOCH = '2026-01-01T00:00:00Z';
const DEFAULT_NODES = 3;

/** A new simulation at instant 0, with its nodes and system namespaces. */
export function createSimulation(options: SimulationOptions = {}): Simulation {
  const settings = completeSettings(options.settings);
  const seed = options.seed ?? 'podlab';
  const kernel = createKernel({
    seed,
    epoch: parseTime(options.epoch ?? DEFAULT_EPOCH),
    timelineLimit: settings.timelineLimit,
  });
  const host: ApiHost = {
    ...kernel,
    store: createStore(),
    api: createApiServerState(kernel, settings.kubernetesVersion, settings.featureGates),
  };
  const simulation: Simulation = {
    ...host,
    runtime: createRuntimeState(settings.runtime),
    probes: createProbeState(host.api.behavior.minor),
    kubelets: createKubeletState(settings.kubelet),
    scheduler: createSchedulerState(kernel),
    controllers: createControllersState(),
    settings,
    failure: undefined,
  };
  simulation.store.subscriptions.push(...schedulerSubscriptions(), ...kubeletSubscriptions(settings.kubelet));
  bootstrapCluster(simulation);
  for (const node of nodeSpecs(options.nodes)) aside(simulation, () => addNode(simulation, node));
  simulation.store.subscriptions.push(...controllersSubscriptions(), ...volumeSubscriptions(settings.kubelet));
  simulation.causes = [];
  return simulation;
}

function nodeSpecs(nodes: SimulationOptions['nodes'] = DEFAULT_NODES): readonly NodeSpec[] {
  if (typeof nodes !== 'number') return nodes;
  return Array.from({ length: nodes }, (_, index) => ({ name: `node-${index + 1}` }));
}
