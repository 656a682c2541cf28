/** Main processes of containers: exits, signals, and who waits for their end. */
import { describe, expect, it } from '@jest/globals';
import type { RunBehavior } from '#image-catalogue';
import { timelineText } from '../../../test/timeline-text.ts';
import { appOf, podOf, runningApp, runUntil, to, type Trial } from '../test/trial.ts';
import { exitProcess, onKill, onProcessExit, stopContainer } from './processes.ts';

const signals = ({ host }: Trial): string[] =>
  timelineText(host, 'signals')
    .split('\n')
    .filter(Boolean)
    .map((line) => line.replaceAll(/ {2,}/g, ' '));

describe('a process', () => {
  it.each<[string, RunBehavior, string[], object]>([
    [
      'that ends by itself',
      { exitAfter: 2, exitCode: 3 },
      ['+2.0s app exit 3 (exit)'],
      { exitCode: 3, reason: 'Error', finishedAt: 2000 },
    ],
    ['that succeeds', { exitAfter: 1 }, ['+1.0s app exit 0 (exit)'], { exitCode: 0, reason: 'Completed' }],
    [
      'that uses too much memory',
      { oomAfter: 1 },
      ['+1.0s app exit 137 (OOM)'],
      { exitCode: 137, reason: 'OOMKilled' },
    ],
    [
      'whose child uses too much memory',
      { oomAfter: 1, exitCode: 0 },
      ['+1.0s app exit 0 (OOM)'],
      { exitCode: 0, reason: 'OOMKilled' },
    ],
    ['that does neither', {}, [], { state: 'running' }],
  ])('%s', (_situation, behavior, expected, container) => {
    const { trial } = runningApp(behavior);
    runUntil(trial, 10);
    expect(signals(trial)).toEqual(expected);
    expect(appOf(trial)).toMatchObject(container);
  });

  it('ends once: what was planned for later is void', () => {
    const { trial, ref } = runningApp({ exitAfter: 5, exitCode: 3 });
    exitProcess(trial.host, ref, { code: 1, why: 'effect' });
    onProcessExit(trial.host, { ref, exit: { code: 3, why: 'exit' } });
    onKill(trial.host, ref);
    runUntil(trial, 10);
    expect(signals(trial)).toEqual(['+0.0s app exit 1 (effect)']);
  });
});

describe('the stop of a container', () => {
  /** Stops it at 0 s. */
  function stop(behavior: RunBehavior, timeout: number, until = 60): Trial {
    const { trial, ref } = runningApp(behavior);
    stopContainer(trial.host, { ...ref, timeout }, to('stopped'));
    runUntil(trial, until);
    return trial;
  }
  const answered = (trial: Trial): string[] => trial.answers.filter((line) => line.includes('stopped'));

  it.each<[string, RunBehavior, number, string[]]>([
    ['is obeyed after 20 ms', {}, 30, ['+0.0s app SIGTERM', '+0.0s app exit 0 (SIGTERM)']],
    [
      'is obeyed in its own time and with its own code',
      { onTerm: { exitAfter: 3, exitCode: 143 } },
      30,
      ['+0.0s app SIGTERM', '+3.0s app exit 143 (SIGTERM)'],
    ],
    [
      'is forced when it is ignored',
      { onTerm: { ignore: true } },
      5,
      ['+0.0s app SIGTERM', '+5.0s app SIGKILL', '+5.0s app exit 137 (SIGKILL)'],
    ],
    [
      'is forced when it takes too long',
      { onTerm: { exitAfter: 9 } },
      5,
      ['+0.0s app SIGTERM', '+5.0s app SIGKILL', '+5.0s app exit 137 (SIGKILL)'],
    ],
    [
      'is not needed when the process ends first',
      { exitAfter: 1, exitCode: 4, onTerm: { ignore: true } },
      5,
      ['+0.0s app SIGTERM', '+1.0s app exit 4 (exit)'],
    ],
  ])('%s', (_situation, behavior, timeout, expected) => {
    expect(signals(stop(behavior, timeout))).toEqual(expected);
  });

  it('is answered when the container has ended', () => {
    expect(answered(stop({ onTerm: { ignore: true } }, 5))).toEqual(['+5s stopped {"kind":"ok","id":"…"}']);
  });

  it('of a container that does not run is answered at once', () => {
    const { trial, ref } = runningApp({ exitAfter: 0 });
    runUntil(trial, 1);
    stopContainer(trial.host, { ...ref, timeout: 5 }, to('stopped'));
    stopContainer(trial.host, { ...ref, id: 'gone', timeout: 5 }, to('stopped'));
    runUntil(trial, 2);
    expect(answered(trial)).toEqual(['+1s stopped {"kind":"ok","id":"…"}', '+1s stopped {"kind":"ok","id":"gone"}']);
  });

  it('twice sends TERM once, and KILL at the earlier end', () => {
    const { trial, ref } = runningApp({ onTerm: { ignore: true } });
    stopContainer(trial.host, { ...ref, timeout: 30 }, to('first-stopped'));
    runUntil(trial, 1);
    stopContainer(trial.host, { ...ref, timeout: 2 }, to('second-stopped'));
    runUntil(trial, 60);
    expect(signals(trial)).toEqual(['+0.0s app SIGTERM', '+3.0s app SIGKILL', '+3.0s app exit 137 (SIGKILL)']);
    expect(trial.answers.filter((line) => line.includes('stopped')).map((line) => line.slice(0, 20))).toEqual([
      '+3s first-stopped {"',
      '+3s second-stopped {',
    ]);
  });

  it('sends the stop signal of its image', () => {
    const { trial, ref } = runningApp();
    podOf(trial).containers = [{ ...appOf(trial), image: 'nginx:1.27' }];
    stopContainer(trial.host, { ...ref, timeout: 30 }, to('stopped'));
    runUntil(trial, 1);
    expect(signals(trial)).toEqual(['+0.0s app SIGQUIT', '+0.0s app exit 0 (SIGQUIT)']);
  });

  it('tells the runtime call with its begin and its end', () => {
    const text = timelineText(stop({}, 30).host, 'calls').replaceAll(/ {2,}/g, ' ');
    expect(text.split('\n')).toEqual([
      '+0.0s app StopContainer.begin timeout 30',
      '+0.0s app StopContainer timeout 30',
    ]);
  });
});
