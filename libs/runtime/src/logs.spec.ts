/** Logs of containers. */
import { describe, expect, it } from '@jest/globals';
import { appOf, createTrial, runningApp, runUntil, startPod, to, WEB } from '../test/trial.ts';
import { createContainer } from './containers.ts';
import { logLines } from './logs.ts';

const logs = [
  { at: 0, line: 'starting' },
  { at: 1.5, line: 'ready' },
  { at: 9, line: 'bye' },
];

describe('the log of a container', () => {
  it('has the lines up to now', () => {
    const { trial } = runningApp({ logs });
    runUntil(trial, 2);
    expect(logLines(trial.host, appOf(trial))).toEqual([
      { at: 0, line: 'starting' },
      { at: 1500, line: 'ready' },
    ]);
  });

  it('ends with the container', () => {
    const { trial } = runningApp({ logs, exitAfter: 1 });
    runUntil(trial, 60);
    expect(logLines(trial.host, appOf(trial)).map(({ line }) => line)).toEqual(['starting']);
  });

  it('is empty before the start, and without lines', () => {
    const trial = createTrial();
    startPod(trial);
    createContainer(
      trial.host,
      { ...WEB, name: 'app', attempt: 0, image: 'app:1.0', behavior: { logs } },
      to('created'),
    );
    runUntil(trial, 1);
    expect(logLines(trial.host, appOf(trial))).toEqual([]);
    const quiet = runningApp().trial;
    expect(logLines(quiet.host, appOf(quiet))).toEqual([]);
  });
});
