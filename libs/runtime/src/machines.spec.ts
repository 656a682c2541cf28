/** Machines of containers: opened with the process or with the first command, closed with the container. */
import { describe, expect, it } from '@jest/globals';
import { createTrial, appOf, NODE, podOf, runningApp, runUntil, startPod, to, type Trial } from '../test/trial.ts';
import { createContainer, removeContainer, startContainer } from './containers.ts';
import { logLines } from './logs.ts';
import { hasOwnProcess } from './machines.ts';
import { ask } from './requests.ts';

const shell = (text: string): { userLand: { argv: string[]; dialect: 'ash' } } => ({
  userLand: { argv: ['sh', '-c', text], dialect: 'ash' },
});

const machinesOf = ({ host }: Trial): number => host.runtime.nodes.get(NODE)?.machines.size ?? -1;

describe('a machine of a container', () => {
  it('is opened with its process, keeps the log of the ended one, and goes with the container', () => {
    const { trial, ref } = runningApp(shell('echo a; sleep 2; echo oops > /dev/termination-log; printf b; exit 3'));
    runUntil(trial, 5);
    expect(appOf(trial)).toMatchObject({
      state: 'exited',
      exitCode: 3,
      finishedAt: 2000,
      terminationMessage: 'oops\n',
    });
    expect(logLines(trial.host, appOf(trial))).toEqual([
      { at: 0, line: 'a' },
      { at: 2000, line: 'b' },
    ]);
    removeContainer(trial.host, ref);
    expect(machinesOf(trial)).toBe(0);
  });

  it('is not there for a program of the image that nobody asks', () => {
    const { trial, ref } = runningApp({ userLand: { argv: [], dialect: 'dash' } });
    runUntil(trial, 5);
    expect([hasOwnProcess(appOf(trial)), machinesOf(trial)]).toEqual([false, 0]);
    ask(trial.host, { ...ref, containerId: ref.id }, { kind: 'exec', command: ['true'] }, to('exec'));
    expect(machinesOf(trial)).toBe(1);
  });

  it('has the variables and the folder of its setup', () => {
    const trial = createTrial();
    startPod(trial);
    const container = { name: 'app', workingDir: '/work/dir', terminationMessagePath: '/msg' };
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { containers: [container] } };
    const setup = { env: new Map([['A', '1']]), pod, container };
    const call = { node: NODE, uid: 'uid-web', name: 'app', attempt: 0, image: 'x', setup };
    createContainer(
      trial.host,
      { ...call, behavior: shell('echo $A $HOSTNAME; pwd; echo done > /msg') },
      to('created'),
    );
    runUntil(trial, 1);
    startContainer(trial.host, { node: NODE, uid: 'uid-web', id: podOf(trial).containers[0]?.id ?? '' }, to('started'));
    runUntil(trial, 2);
    expect(logLines(trial.host, appOf(trial)).map(({ line }) => line)).toEqual(['1 web', '/work/dir']);
    expect(appOf(trial).terminationMessage).toBe('done\n');
  });
});
