/** Settings of a simulation: a profile with its defaults, and what may be changed of them. */
import type { Millis } from '#kernel';
import { behaviorOf, type GateOverrides, type KubernetesBehavior } from '#kube-api';
import { defaultKubeletSettings, textbookKubeletSettings, type KubeletSettings } from '#kubelet';
import type { RuntimeSettings } from '#runtime';

export type Profile = 'realistic' | 'textbook';

export interface SimulationSettings {
  readonly profile: Profile;
  /** The Kubernetes version that is imitated, such as `v1.37.2`. */
  readonly kubernetesVersion: string;
  /** Feature gates that differ from the version's defaults. */
  readonly featureGates: GateOverrides;
  readonly kubelet: KubeletSettings;
  readonly runtime: RuntimeSettings;
  /** Timeline entries that are kept at least. */
  readonly timelineLimit: number;
  /** Steps that one `advance` may take at one instant before it is stopped as a loop. */
  readonly stepsPerInstantMax: number;
}

/** What a client may set; the rest comes from the profile. */
export interface SettingsChange {
  readonly profile?: Profile;
  /** Such as `1.35` or `v1.35.4`; the newest if absent. */
  readonly kubernetesVersion?: string;
  readonly featureGates?: GateOverrides;
  readonly kubelet?: Partial<KubeletSettings>;
  readonly runtime?: Partial<RuntimeSettings>;
  readonly timelineLimit?: number;
}

const RUNTIME_CALL: Millis = 50;

const runtimeDefaults: RuntimeSettings = {
  latencies: {
    runPodSandbox: RUNTIME_CALL,
    createContainer: RUNTIME_CALL,
    startContainer: RUNTIME_CALL,
    stopPodSandbox: RUNTIME_CALL,
  },
  areImagesPresent: false,
  pullMs: 2000,
};

const kubeletOf = { realistic: defaultKubeletSettings, textbook: textbookKubeletSettings } satisfies Record<
  Profile,
  KubeletSettings
>;

const NEWEST = '1.37';

/** A setting that cannot be, by its path. */
export interface SettingsProblem {
  readonly field: string;
  readonly message: string;
}

const behaviorFor = ({ kubernetesVersion = NEWEST, featureGates }: SettingsChange): KubernetesBehavior | string =>
  behaviorOf(kubernetesVersion, featureGates);

/** What is wrong with the version, its gates, or a setting that a gate governs. */
export function checkSettings(change: SettingsChange): SettingsProblem | undefined {
  const plain = behaviorFor({ ...change, featureGates: {} });
  if (typeof plain === 'string') return { field: 'kubernetesVersion', message: plain };
  const behavior = behaviorFor(change);
  if (typeof behavior === 'string') return { field: 'featureGates', message: behavior };
  if (behavior.gates.KubeletCrashLoopBackOffMax || change.kubelet?.crashBackOffMaxMs === undefined) return undefined;
  const message = 'FeatureGate KubeletCrashLoopBackOffMax not enabled, must not be set';
  return { field: 'settings.kubelet.crashBackOffMaxMs', message };
}

/**
 * Back-off of the gate ReduceDefaultCrashLoopBackOffDecay.
 * @source kubelet v1.37 pkg/kubelet/kubelet.go newCrashLoopBackOff
 */
const reducedBackOff = { crashBackOffInitialMs: 1000, crashBackOffMaxMs: 60_000 } as const;

/** The complete settings that a change of the defaults gives. Throws a RangeError for what {@link checkSettings} refuses. */
export function completeSettings(change: SettingsChange = {}): SimulationSettings {
  const profile = change.profile ?? 'realistic';
  const behavior = behaviorFor(change);
  const problem = checkSettings(change);
  if (problem || typeof behavior === 'string') throw new RangeError(`${problem?.field}: ${problem?.message}`);
  const backOff = behavior.gates.ReduceDefaultCrashLoopBackOffDecay ? reducedBackOff : {};
  return {
    profile,
    kubernetesVersion: behavior.gitVersion,
    featureGates: { ...change.featureGates },
    kubelet: { ...kubeletOf[profile], ...backOff, ...change.kubelet },
    runtime: { ...runtimeDefaults, ...change.runtime },
    timelineLimit: change.timelineLimit ?? 50_000,
    stepsPerInstantMax: 1_000_000,
  };
}
