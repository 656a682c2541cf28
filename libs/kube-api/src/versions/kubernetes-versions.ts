/** What differs between the Kubernetes versions that a simulation can imitate: one table, read where the behaviour lives. */
import { featureGatesOf, type FeatureGates, type GateOverrides } from './feature-gates.ts';
import { minorVersions, type MinorVersion } from './minor-versions.ts';

/** What a version does its own way. Later than 1.34 means "from then on". */
export interface VersionTraits {
  /** The newest patch release that is known. */
  readonly release: string;
  /** Events tell which container: `Created container: app`. */
  readonly namesContainers: boolean;
  /** An image that is there `can be accessed by the pod`. */
  readonly checksImageAccess: boolean;
  /** A container that is backed off is looked at again when its back-off ends, not every ten to fifteen seconds. */
  readonly requeuesAtBackOffEnd: boolean;
  /** PodReadyToStartContainers turns true with the sandbox, ahead of the first container. */
  readonly reportsSandboxAtOnce: boolean;
  /** Readiness and start of containers outlive a restart of the kubelet, unless a gate says otherwise. */
  readonly keepsReadiness: boolean;
  /** Instances of an earlier sandbox do not count as initialisation for the phase. */
  readonly isPhaseOfSandbox: boolean;
}

/**
 * @source kubelet v1.34.4, v1.35.4, v1.36.3, v1.37.2: the places that each trait names
 * @divergence that init containers are planned by the current sandbox alone, since v1.37, makes no difference here: their older
 * instances are removed with the sandbox
 */
const traits: Readonly<Record<MinorVersion, VersionTraits>> = {
  '1.34': {
    release: 'v1.34.4',
    namesContainers: true,
    checksImageAccess: false,
    requeuesAtBackOffEnd: false,
    reportsSandboxAtOnce: false,
    keepsReadiness: false,
    isPhaseOfSandbox: false,
  },
  '1.35': {
    release: 'v1.35.4',
    namesContainers: false,
    checksImageAccess: true,
    requeuesAtBackOffEnd: true,
    reportsSandboxAtOnce: false,
    keepsReadiness: true,
    isPhaseOfSandbox: false,
  },
  '1.36': {
    release: 'v1.36.3',
    namesContainers: false,
    checksImageAccess: true,
    requeuesAtBackOffEnd: true,
    reportsSandboxAtOnce: true,
    keepsReadiness: true,
    isPhaseOfSandbox: true,
  },
  '1.37': {
    release: 'v1.37.2',
    namesContainers: false,
    checksImageAccess: true,
    requeuesAtBackOffEnd: true,
    reportsSandboxAtOnce: true,
    keepsReadiness: true,
    isPhaseOfSandbox: true,
  },
};

/** How a simulation's Kubernetes behaves: its version with the feature gates as they are set. Plain data. */
export interface KubernetesBehavior extends VersionTraits {
  /** Such as `v1.37.2`. */
  readonly gitVersion: string;
  readonly minor: MinorVersion;
  readonly gates: FeatureGates;
}

export type KubernetesVersion = Pick<KubernetesBehavior, 'minor' | 'gitVersion'>;

/** What may stand for a version. */
export const VERSION_MESSAGE = `must be one of ${minorVersions.join(', ')}, also written as v1.35 or 1.35.4`;

/** Reads `1.35`, `v1.35` and `1.35.4`; nothing for a version that is not known. */
export function parseVersion(text: string): KubernetesVersion | undefined {
  const [, minor, patch] = /^v?(\d+\.\d+)(?:\.(\d{1,3}))?$/.exec(text) ?? [];
  const known = minorVersions.find((each) => each === minor);
  if (!known) return undefined;
  return { minor: known, gitVersion: patch === undefined ? traits[known].release : `v${known}.${patch}` };
}

/** The behaviour of a version, or a text that says what is wrong with it or with a gate. */
export function behaviorOf(version: string, overrides: GateOverrides = {}): KubernetesBehavior | string {
  const parsed = parseVersion(version);
  if (!parsed) return VERSION_MESSAGE;
  const gates = featureGatesOf(parsed.minor, overrides);
  return typeof gates === 'string' ? gates : { ...traits[parsed.minor], ...parsed, gates };
}
