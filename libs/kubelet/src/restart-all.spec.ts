/** RestartAllContainers: which instances go, in which order, and what the API shows meanwhile. */
import { describe, expect, it } from '@jest/globals';
import type { Container, PodStatus, RestartRule } from '#kube-api';
import { block, playText } from '../../../test/timeline-text.ts';
import { container, endedState, exited, instance, pod, running, status, view } from '../test/builders.ts';
import { hasRestartAllRule, instancesToReset, isResetting, wasResetting } from './restart-all.ts';

const rule = (action: RestartRule['action'], ...values: readonly number[]): RestartRule => ({
  action,
  exitCodes: { operator: 'In', values },
});

const ruled = (name: string, ...restartPolicyRules: readonly RestartRule[]): Container =>
  container(name, { restartPolicy: 'Never', restartPolicyRules });

const subject = pod({
  initContainers: [container('init')],
  containers: [ruled('source', rule('Restart', 7), rule('RestartAllContainers', 7, 88)), container('other')],
});

const seen = (code: number): ReturnType<typeof view> =>
  view([instance('init', exited(0)), instance('source', exited(code)), instance('other', running)]);

describe('a rule with the action RestartAllContainers', () => {
  it('makes all containers go, the one that exited last', () => {
    expect(instancesToReset(subject, seen(88), {}).map(({ name }) => name)).toEqual(['other', 'init', 'source']);
    expect(isResetting(subject, seen(88), {})).toBe(true);
  });

  it('does nothing on other exit codes, nor on one that an earlier rule speaks of', () => {
    expect(isResetting(subject, seen(1), {})).toBe(false);
    expect(isResetting(subject, seen(7), {})).toBe(false);
  });

  it('is obeyed when the runtime knows no more of the container than its status', () => {
    const others = view([instance('other', running)]);
    const shown = (code: number): PodStatus => ({ containerStatuses: [status('source', endedState(code))] });
    expect([88, 1].map((code) => isResetting(subject, others, shown(code)))).toEqual([true, false]);
  });

  it('is what tells such a pod from others', () => {
    expect(hasRestartAllRule(subject)).toBe(true);
    expect(hasRestartAllRule(pod({ containers: [ruled('app', rule('Restart', 1))] }))).toBe(false);
  });
});

describe('the condition AllContainersRestarting', () => {
  it.each([
    ['True', true],
    ['False', false],
  ] as const)('of status %s says that the containers were being removed: %s', (status, was) => {
    expect(wasResetting([{ type: 'AllContainersRestarting', status }])).toBe(was);
    expect(wasResetting(undefined)).toBe(false);
  });
});

describe('a pod whose container exits with such a code', () => {
  it('has all containers removed in place, and starts from its init containers again', () => {
    const spec = {
      initContainers: [{ name: 'init' }],
      containers: [{ name: 'app' }, ruled('boss', rule('RestartAllContainers', 88))],
    };
    const behavior = { init: { exitAfter: 0.5 }, boss: { runs: [{ exitAfter: 3, exitCode: 88 }, {}] } };
    const text = playText({ pod: { spec, behavior }, until: 8 }, 'pod', 'calls', 'signals');
    expect(text.slice(text.indexOf('\n+4.') + 1)).toBe(
      block(`
      +4.2s  boss  exit                 88 (exit)
      +5.0s  app   StopContainer.begin  timeout 2
      +5.0s  app   SIGTERM
      +5.0s  web   MODIFIED             boss Error 88 not ready, Ready False ContainersNotReady, ContainersReady False ContainersNotReady, AllContainersRestarting True RestartAllContainersStarted
      +5.0s  app   exit                 0 (SIGTERM)
      +5.0s  app   StopContainer        timeout 2
      +5.0s  app   RemoveContainer
      +5.0s  init  RemoveContainer
      +5.0s  boss  RemoveContainer
      +5.0s  init  CreateContainer
      +5.0s  web   MODIFIED             init waiting RestartingAllContainers restarts 1, app waiting RestartingAllContainers not ready restarts 1, boss waiting RestartingAllContainers restarts 1, AllContainersRestarting False
      +5.1s  init  StartContainer
      +5.1s  web   MODIFIED             Pending, init running not ready, app waiting PodInitializing, boss waiting PodInitializing
      +5.6s  init  exit                 0 (exit)
      +6.0s  app   CreateContainer
      +6.0s  web   MODIFIED             Running, init Completed 0 ready
      +6.1s  app   StartContainer
      +6.1s  boss  CreateContainer
      +6.2s  boss  StartContainer
      +6.2s  web   MODIFIED             app running ready, boss running ready, Ready True, ContainersReady True
    `),
    );
  });
});
