/** Stopping containers: grace periods, hooks, turns and signals. */
import { describe, expect, it } from '@jest/globals';
import { block, patch, playText, remove } from '../../../test/timeline-text.ts';
import { container, pod } from '../test/builders.ts';
import type { KillReason } from './container-fault.ts';
import { graceOf } from './kill-container.ts';

describe('the grace period of a container that a sync kills', () => {
  const grace = (given: { pod?: number; probe?: number; deletion?: number; reason?: KillReason }): number => {
    const { reason = 'LivenessProbe' } = given;
    const probe = given.probe === undefined ? {} : { terminationGracePeriodSeconds: given.probe };
    const spec = given.pod === undefined ? {} : { terminationGracePeriodSeconds: given.pod };
    const metadata = given.deletion === undefined ? {} : { deletionGracePeriodSeconds: given.deletion };
    const { terminationGracePeriodSeconds: _grace, ...rest } = pod().spec;
    return graceOf(
      { ...pod({}, metadata), spec: { ...rest, ...spec } },
      container('app', { livenessProbe: probe, startupProbe: {} }),
      reason,
    );
  };

  it.each([
    ["#148 is the probe's for a liveness failure", { pod: 60, probe: 10 }, 10],
    ["#148 is the pod's for anything else", { pod: 60, probe: 10, reason: 'Other' as const }, 60],
    ["is the pod's when the failed probe has none", { pod: 60, probe: 10, reason: 'StartupProbe' as const }, 60],
    ["#149 may be longer than the pod's", { pod: 10, probe: 60 }, 60],
    ["is the deletion's once the pod is being deleted", { pod: 60, probe: 10, deletion: 3 }, 3],
    ['#147 is 2 s when nobody gives one', {}, 2],
  ])('%s', (_situation, given, expected) => {
    expect(grace(given)).toBe(expected);
  });
});

const preStop = (seconds: number): object => ({ preStop: { sleep: { seconds } } });
const deleteAt = (second: number, graceSeconds?: number) => [[second, remove('web', graceSeconds)]] as const;
const ignoring = { app: { onTerm: { ignore: true } } };

describe('a container that is stopped', () => {
  it('gets TERM at once and ends when it obeys', () => {
    const text = playText({ pod: { spec: {} }, script: deleteAt(3), until: 6 }, 'signals', 'calls');
    expect(text.split('\n').slice(3).join('\n')).toBe(
      block(`
      +3.0s  app  StopContainer.begin  timeout 30
      +3.0s  app  SIGTERM
      +3.0s  app  exit                 0 (SIGTERM)
      +3.0s  app  StopContainer        timeout 30
      +3.0s  web  StopPodSandbox
      +4.0s  app  RemoveContainer
    `),
    );
  });

  it('that ignores TERM gets KILL at the end of the grace period', () => {
    const play = { pod: { spec: {}, behavior: ignoring }, script: deleteAt(3, 5), until: 10 };
    expect(playText(play, 'signals')).toBe(
      block(`
      +3.0s  app  SIGTERM
      +8.0s  app  SIGKILL
      +8.0s  app  exit     137 (SIGKILL)
    `),
    );
  });

  it('gets at least 2 s between TERM and KILL', () => {
    const play = { pod: { spec: {}, behavior: ignoring }, script: deleteAt(3, 1), until: 10 };
    expect(playText(play, 'signals')).toBe(
      block(`
      +3.0s  app  SIGTERM
      +5.0s  app  SIGKILL
      +5.0s  app  exit     137 (SIGKILL)
    `),
    );
  });

  it('gets TERM when its preStop hook is done, with the whole seconds that are left', () => {
    const exec = { preStop: { exec: { command: ['drain'] } } };
    const behavior = { app: { exec: [{ match: 'drain', timeline: [{ at: 0, latency: 3.9 }] }] } };
    const play = {
      pod: { spec: { containers: [{ name: 'app', lifecycle: exec }] }, behavior },
      script: deleteAt(3, 10),
      until: 10,
    };
    const text = playText(play, 'events', 'signals', 'calls');
    expect(text.slice(text.indexOf('+3.0s'))).toBe(
      block(`
      +3.0s  app  Killing              Stopping container app
      +3.0s  app  ExecSync             drain
      +6.9s  app  StopContainer.begin  timeout 7
      +6.9s  app  SIGTERM
      +6.9s  app  exit                 0 (SIGTERM)
      +6.9s  app  StopContainer        timeout 7
      +6.9s  web  StopPodSandbox
      +7.0s  app  RemoveContainer
    `),
    );
  });

  it('whose preStop hook uses up the grace period gets TERM and KILL 2 s apart; the hook fails as the container ends', () => {
    const lifecycle = { preStop: { exec: { command: ['drain'] } } };
    const behavior = { app: { ...ignoring.app, exec: [{ match: 'drain', timeline: [{ at: 0, hang: true }] }] } };
    const play = {
      pod: { spec: { containers: [{ name: 'app', lifecycle }] }, behavior },
      script: deleteAt(3, 4),
      until: 12,
    };
    const text = playText(play, 'events', 'signals');
    expect(text.slice(text.indexOf('+3.0s'))).toBe(
      block(`
      +3.0s  app  Killing            Stopping container app
      +7.0s  app  SIGTERM
      +9.0s  app  SIGKILL
      +9.0s  app  exit               137 (SIGKILL)
      +9.0s  app  FailedPreStopHook  PreStopHook failed
    `),
    );
  });

  it('whose preStop hook waits longer than the grace period reports no failure', () => {
    const spec = { containers: [{ name: 'app', lifecycle: preStop(9) }], terminationGracePeriodSeconds: 9 };
    const text = playText(
      { pod: { spec, behavior: ignoring }, script: deleteAt(3, 4), until: 14 },
      'events',
      'signals',
    );
    expect(text.slice(text.indexOf('+3.0s'))).toBe(
      block(`
      +3.0s  app  Killing    Stopping container app
      +7.0s  app  SIGTERM
      +9.0s  app  SIGKILL
      +9.0s  app  exit       137 (SIGKILL)
    `),
    );
  });

  it('whose preStop hook fails gets TERM at once', () => {
    const exec = { preStop: { exec: { command: ['drain'] } } };
    const behavior = { app: { exec: [{ match: 'drain', timeline: [{ at: 0, code: 1 }] }] } };
    const play = {
      pod: { spec: { containers: [{ name: 'app', lifecycle: exec }] }, behavior },
      script: deleteAt(3),
      until: 6,
    };
    const text = playText(play, 'events', 'signals');
    expect(text.slice(text.indexOf('+3.0s'))).toBe(
      block(`
      +3.0s  app  Killing            Stopping container app
      +3.0s  app  FailedPreStopHook  PreStopHook failed
      +3.0s  app  SIGTERM
      +3.0s  app  exit               0 (SIGTERM)
    `),
    );
  });

  it('by itself runs no preStop hook', () => {
    const spec = { containers: [{ name: 'app', lifecycle: preStop(5) }], restartPolicy: 'Never' as const };
    expect(playText({ pod: { spec, behavior: { app: { exitAfter: 2 } } }, until: 6 }, 'events', 'signals')).toBe(
      block(`
      +0.0s  web  Scheduled  Successfully assigned default/web to node-1
      +0.1s  app  Pulled     Container image "app:1.0" already present on machine and can be accessed by the pod
      +0.1s  app  Created    Container created
      +0.2s  app  Started    Container started
      +2.2s  app  exit       0 (exit)
    `),
    );
  });
});

describe('containers of a pod', () => {
  const side = (name: string): { name: string; restartPolicy: 'Always' } => ({ name, restartPolicy: 'Always' });

  it('are stopped together when there is no sidecar, newest first', () => {
    const pods = { spec: { containers: [{ name: 'app' }, { name: 'log' }] } };
    const text = playText({ pod: pods, script: deleteAt(3), until: 6 }, 'events', 'signals');
    expect(text.slice(text.indexOf('+3.0s'))).toBe(
      block(`
      +3.0s  log  Killing    Stopping container log
      +3.0s  log  SIGTERM
      +3.0s  app  Killing    Stopping container app
      +3.0s  app  SIGTERM
      +3.0s  log  exit       0 (SIGTERM)
      +3.0s  app  exit       0 (SIGTERM)
    `),
    );
  });

  it('#152 are stopped before the sidecars, sidecars in reverse order, each with what is left of its grace period', () => {
    const slow = { onTerm: { exitAfter: 1.25 } };
    const pods = { spec: { initContainers: ['sc1', 'sc2', 'sc3'].map(side) }, behavior: { '*': slow } };
    const text = playText({ pod: pods, script: deleteAt(3), until: 10 }, 'signals', 'calls');
    const stops = text.split('\n').filter((line) => /begin|SIGTERM|exit/.test(line));
    expect(stops.join('\n')).toBe(
      block(`
      +3.0s  app  StopContainer.begin  timeout 30
      +3.0s  app  SIGTERM
      +4.3s  app  exit                 0 (SIGTERM)
      +4.3s  sc3  StopContainer.begin  timeout 29
      +4.3s  sc3  SIGTERM
      +5.5s  sc3  exit                 0 (SIGTERM)
      +5.5s  sc2  StopContainer.begin  timeout 28
      +5.5s  sc2  SIGTERM
      +6.8s  sc2  exit                 0 (SIGTERM)
      +6.8s  sc1  StopContainer.begin  timeout 27
      +6.8s  sc1  SIGTERM
      +8.0s  sc1  exit                 0 (SIGTERM)
    `),
    );
  });

  it('#153 that use up the grace period leave the sidecars 2 s, all at once', () => {
    const pods = {
      spec: { initContainers: ['sc1', 'sc2'].map(side) },
      behavior: { '*': { onTerm: { ignore: true } } },
    };
    const text = playText({ pod: pods, script: deleteAt(3, 6), until: 14 }, 'signals');
    expect(text).toBe(
      block(`
      +3.0s   app  SIGTERM
      +9.0s   app  SIGKILL
      +9.0s   app  exit     137 (SIGKILL)
      +9.0s   sc2  SIGTERM
      +9.0s   sc1  SIGTERM
      +11.0s  sc2  SIGKILL
      +11.0s  sc2  exit     137 (SIGKILL)
      +11.0s  sc1  SIGKILL
      +11.0s  sc1  exit     137 (SIGKILL)
    `),
    );
  });

  it('have the preStop hooks of their sidecars run at once', () => {
    const pods = {
      spec: { initContainers: [{ ...side('sc1'), lifecycle: preStop(1) }] },
      behavior: { app: { onTerm: { exitAfter: 3 } } },
    };
    const text = playText({ pod: pods, script: deleteAt(3), until: 10 }, 'events', 'signals', 'calls');
    expect(text.slice(text.indexOf('+3.0s'))).toBe(
      block(`
      +3.0s  app  Killing              Stopping container app
      +3.0s  app  StopContainer.begin  timeout 30
      +3.0s  app  SIGTERM
      +3.0s  sc1  Killing              Stopping container sc1
      +6.0s  app  exit                 0 (SIGTERM)
      +6.0s  app  StopContainer        timeout 30
      +6.0s  sc1  StopContainer.begin  timeout 27
      +6.0s  sc1  SIGTERM
      +6.0s  sc1  exit                 0 (SIGTERM)
      +6.0s  sc1  StopContainer        timeout 27
      +6.0s  web  StopPodSandbox
      +7.0s  sc1  RemoveContainer
      +7.0s  app  RemoveContainer
    `),
    );
  });

  it('go on while one of them is stopped for another image', () => {
    const pods = { spec: { initContainers: [side('sc1')] } };
    const script = [[3, patch({ spec: { containers: [{ name: 'app', image: 'app:2.0' }] } })]] as const;
    const text = playText({ pod: pods, script, until: 4 }, 'signals');
    expect(text).toBe(
      block(`
      +3.0s  app  SIGTERM
      +3.0s  app  exit     0 (SIGTERM)
    `),
    );
  });
});
