/** Settings of a simulation: a profile with its defaults, and what may be changed of them. */
import type { Millis } from '#kernel';
import { defaultKubeletSettings, textbookKubeletSettings, type KubeletSettings } from '#kubelet';
import type { RuntimeSettings } from '#runtime';

export type Profile = 'realistic' | 'textbook';

export interface SimulationSettings {
  readonly profile: Profile;
  /** The Kubernetes version that is imitated, such as `v1.37.2`. */
  readonly kubernetesVersion: string;
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

/** The complete settings that a change of the defaults gives. */
export function completeSettings(change: SettingsChange = {}): SimulationSettings {
  const profile = change.profile ?? 'realistic';
  return {
    profile,
    kubernetesVersion: 'v1.37.2',
    kubelet: { ...kubeletOf[profile], ...change.kubelet },
    runtime: { ...runtimeDefaults, ...change.runtime },
    timelineLimit: change.timelineLimit ?? 50_000,
    stepsPerInstantMax: 1_000_000,
  };
}
