/** Versions of Kubernetes and their feature gates. */
import { describe, expect, it } from '@jest/globals';
import { featureGatesOf, gateNames } from './feature-gates.ts';
import { behaviorOf, parseVersion } from './kubernetes-versions.ts';
import { minorVersions } from './minor-versions.ts';

describe('a version', () => {
  it.each([
    ['1.35', 'v1.35.4'],
    ['v1.35', 'v1.35.4'],
    ['1.35.4', 'v1.35.4'],
    ['v1.37.0', 'v1.37.0'],
  ])('%s is %s', (text, gitVersion) => {
    expect(parseVersion(text)?.gitVersion).toBe(gitVersion);
  });

  it.each(['1.33', '1.38', '1', 'v1.35.x', 'latest', '1.35 '])('%j is none that is known', (text) => {
    expect(parseVersion(text)).toBeUndefined();
    expect(behaviorOf(text)).toContain('must be one of 1.34, 1.35, 1.36, 1.37');
  });

  it('differs from the one before by its traits', () => {
    const traits = minorVersions.map((version) => behaviorOf(version)).filter((each) => typeof each !== 'string');
    const on = traits.map((each) => Object.entries(each).flatMap(([name, value]) => (value === true ? [name] : [])));
    expect(on).toEqual([
      ['namesContainers'],
      ['checksImageAccess', 'requeuesAtBackOffEnd', 'keepsReadiness'],
      ['checksImageAccess', 'requeuesAtBackOffEnd', 'reportsSandboxAtOnce', 'keepsReadiness', 'isPhaseOfSandbox'],
      ['checksImageAccess', 'requeuesAtBackOffEnd', 'reportsSandboxAtOnce', 'keepsReadiness', 'isPhaseOfSandbox'],
    ]);
  });
});

describe('feature gates', () => {
  const onIn = (version: (typeof minorVersions)[number]): readonly string[] => {
    const gates = featureGatesOf(version, {});
    return typeof gates === 'string' ? [gates] : gateNames.filter((name) => gates[name]);
  };

  it('are on by default from the version at which they became beta', () => {
    expect(minorVersions.map(onIn)).toEqual([
      [],
      ['ContainerRestartRules', 'InPlacePodVerticalScaling', 'KubeletCrashLoopBackOffMax'],
      [
        'ContainerRestartRules',
        'InPlacePodVerticalScaling',
        'KubeletCrashLoopBackOffMax',
        'PLEGOnDemandRelist',
        'RestartAllContainersOnContainerExits',
      ],
      [
        'ContainerRestartRules',
        'InPlacePodVerticalScaling',
        'KubeletCrashLoopBackOffMax',
        'PLEGOnDemandRelist',
        'PodReadyToStartContainersCondition',
        'RestartAllContainersOnContainerExits',
      ],
    ]);
  });

  it('an alpha one can be switched on', () => {
    expect(featureGatesOf('1.34', { ContainerRestartRules: true })).toMatchObject({ ContainerRestartRules: true });
  });

  it('one that is off takes along what needs it', () => {
    expect(featureGatesOf('1.37', { ContainerRestartRules: false })).toMatchObject({
      ContainerRestartRules: false,
      RestartAllContainersOnContainerExits: false,
    });
  });

  it.each([
    [
      '1.37',
      { Nope: true },
      /^unrecognized feature gate: Nope; of 1.37 there are ChangeContainerStatusOnKubeletRestart, /,
    ],
    ['1.34', { PLEGOnDemandRelist: true }, /^unrecognized feature gate: PLEGOnDemandRelist; of 1.34 there are /],
    [
      '1.37',
      { PLEGOnDemandRelist: false },
      /^cannot set feature gate PLEGOnDemandRelist to false, feature is locked to true$/,
    ],
    [
      '1.37',
      { ContainerRestartRules: false, RestartAllContainersOnContainerExits: true },
      /^RestartAllContainersOnContainerExits is enabled, but depends on features that are disabled: \[ContainerRestartRules\]$/,
    ],
  ] as const)('of %s refuse %j', (version, overrides, message) => {
    expect(featureGatesOf(version, overrides)).toMatch(message);
  });
});
