/** Feature gates that the simulator knows: since which version they are at which stage, and how a user may set them. */
import type { MinorVersion } from './minor-versions.ts';

type Stage = 'alpha' | 'beta' | 'GA' | 'deprecated';

interface Gate {
  /** The stages, from the version at which each began. */
  readonly stages: readonly (readonly [MinorVersion, Stage])[];
  /** What must be on as well. */
  readonly needs?: string;
}

/** @source kubelet v1.34.4 to v1.37.2 pkg/features/kube_features.go */
const gates = {
  ChangeContainerStatusOnKubeletRestart: { stages: [['1.35', 'deprecated']] },
  ContainerRestartRules: {
    stages: [
      ['1.34', 'alpha'],
      ['1.35', 'beta'],
    ],
  },
  InPlacePodVerticalScaling: { stages: [['1.35', 'GA']] },
  KubeletCrashLoopBackOffMax: {
    stages: [
      ['1.34', 'alpha'],
      ['1.35', 'beta'],
    ],
  },
  PLEGOnDemandRelist: {
    stages: [
      ['1.36', 'beta'],
      ['1.37', 'GA'],
    ],
  },
  PodReadyToStartContainersCondition: { stages: [['1.37', 'GA']] },
  ReduceDefaultCrashLoopBackOffDecay: { stages: [['1.34', 'alpha']] },
  RestartAllContainersOnContainerExits: {
    stages: [
      ['1.35', 'alpha'],
      ['1.36', 'beta'],
    ],
    needs: 'ContainerRestartRules',
  },
} satisfies Record<string, Gate>;

export type GateName = keyof typeof gates;
export type FeatureGates = Readonly<Record<GateName, boolean>>;
export type GateOverrides = Readonly<Record<string, boolean>>;

export const gateNames = Object.keys(gates).sort() as readonly GateName[]; // its own keys

const isOnAt: Readonly<Record<Stage, boolean>> = { alpha: false, beta: true, GA: true, deprecated: false };

/** Versions compare as texts: all of them are 1.3x. */
function stageAt(name: GateName, version: MinorVersion): Stage | undefined {
  const stages: Gate['stages'] = gates[name].stages;
  return stages.findLast(([since]) => since <= version)?.[1];
}

/** The gates of a version as they are set, or a text that says which setting is refused. */
export function featureGatesOf(version: MinorVersion, overrides: GateOverrides): FeatureGates | string {
  for (const [name, value] of Object.entries(overrides)) {
    const refusal = refuse(version, name, value);
    if (refusal !== undefined) return refusal;
  }
  return withNeeds(Object.fromEntries(gateNames.map((name) => [name, valueAt(version, name, overrides)])), overrides);
}

function valueAt(version: MinorVersion, name: GateName, overrides: GateOverrides): boolean {
  const stage = stageAt(name, version);
  return stage !== undefined && (overrides[name] ?? isOnAt[stage]);
}

/** @source component-base v0.37 featuregate/feature_gate.go SetFromMap */
function refuse(version: MinorVersion, name: string, value: boolean): string | undefined {
  const known = gateNames.find((each) => each === name);
  const stage = known && stageAt(known, version);
  if (stage === undefined)
    return `unrecognized feature gate: ${name}; of ${version} there are ${gatesOf(version).join(', ')}`;
  const isLocked = stage === 'GA' && !value;
  return isLocked ? `cannot set feature gate ${name} to false, feature is locked to true` : undefined;
}

const gatesOf = (version: MinorVersion): readonly GateName[] =>
  gateNames.filter((name) => stageAt(name, version) !== undefined);

/**
 * A gate that is on by default goes off with what it needs; one that was asked for is refused.
 * @divergence real components refuse to start in both cases
 */
function withNeeds(set: Readonly<Record<string, boolean>>, overrides: GateOverrides): FeatureGates | string {
  const result: Record<string, boolean> = { ...set };
  for (const name of gateNames) {
    const { needs }: Gate = gates[name];
    if (needs === undefined || !set[name] || set[needs]) continue;
    if (overrides[name]) return `${name} is enabled, but depends on features that are disabled: [${needs}]`;
    result[name] = false;
  }
  return result as FeatureGates; // every gate has a value
}
