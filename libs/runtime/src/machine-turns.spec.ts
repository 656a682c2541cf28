/** Commands in the machine of a container, and its turns. */
import { describe, expect, it } from '@jest/globals';
import { runningApp, runUntil, to, type Trial } from '../test/trial.ts';
import type { Outcome } from './outcome.ts';
import { ask } from './requests.ts';
import { onMachineTurn } from './machine-turns.ts';
import { stopContainer } from './processes.ts';

function app(text: string): {
  trial: Trial;
  exec: (command: readonly string[], timeoutMs?: number) => Outcome | undefined;
  ref: { node: string; uid: string; id: string };
} {
  const { trial, ref } = runningApp({ userLand: { argv: text === '' ? [] : ['sh', '-c', text], dialect: 'ash' } });
  runUntil(trial, 0);
  const exec = (command: readonly string[], timeoutMs?: number): Outcome | undefined =>
    ask(
      trial.host,
      { node: ref.node, uid: ref.uid, containerId: ref.id, ...(timeoutMs === undefined ? {} : { timeoutMs }) },
      { kind: 'exec', command },
      to('exec'),
    );
  return { trial, exec, ref };
}

describe('a command in a container', () => {
  it('sees the files of its processes', () => {
    const { exec } = app('echo yes > /tmp/healthy; sleep 60');
    expect(exec(['cat', '/tmp/healthy'])).toEqual({ kind: 'exited', code: 0, stdout: 'yes\n', stderr: '' });
    expect(exec(['cat', '/tmp/none'])).toEqual({
      kind: 'exited',
      code: 1,
      stdout: '',
      stderr: "cat: can't open '/tmp/none': No such file or directory\n",
    });
  });

  it('is answered later when it takes its time', () => {
    const { trial, exec } = app('sleep 60');
    expect(exec(['sh', '-c', 'sleep 2; echo done'])).toBeUndefined();
    runUntil(trial, 3);
    expect(trial.answers).toContain('+2s exec {"kind":"exited","code":0,"stdout":"done\\n","stderr":""}');
  });

  it('is killed at the end of its time', () => {
    const { trial, exec } = app('sleep 60');
    expect(exec(['sleep', '30'], 1000)).toBeUndefined();
    runUntil(trial, 3);
    expect(trial.answers).toContain('+1s exec {"kind":"exited","code":137,"stdout":"","stderr":""}');
  });

  it('dies with its container', () => {
    const { trial, exec, ref } = app('sleep 5');
    expect(exec(['sleep', '30'])).toBeUndefined();
    runUntil(trial, 6);
    expect(trial.answers).toContain('+5s exec {"kind":"exited","code":137,"stdout":"","stderr":""}');
    onMachineTurn(trial.host, { ref, at: 6000 });
  });

  it('that is not there cannot be started', () => {
    const { exec } = app('sleep 5');
    expect(exec(['nginx'])).toEqual({
      kind: 'error',
      message: expect.stringContaining('exec: "nginx": executable file not found in $PATH'),
    });
  });

  it('that is the own program of an image does well', () => {
    const { exec } = app('');
    expect(exec(['/app/check'])).toMatchObject({ kind: 'exited', code: 0 });
    expect(exec(['sh', '-c', 'echo hello > /tmp/x; cat /tmp/x'])).toMatchObject({ code: 0, stdout: 'hello\n' });
  });

  it('can signal PID 1', () => {
    const { trial, exec } = app("trap 'exit 7' HUP; while :; do sleep 1; done");
    expect(exec(['kill', '-HUP', '1'])).toMatchObject({ code: 0 });
    runUntil(trial, 2);
    expect(trial.host.timeline.entries.at(-1)?.data).toMatchObject({ call: 'exit', code: 7 });
  });

  it('is stopped with its container', () => {
    const { trial, ref } = app("trap 'exit 0' TERM; sleep 3 & wait");
    stopContainer(trial.host, { ...ref, timeout: 30 }, to('stopped'));
    runUntil(trial, 1);
    expect(trial.answers).toContain('+0s stopped {"kind":"ok","id":"…"}');
  });
});
