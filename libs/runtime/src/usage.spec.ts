/** What is said of consumption, and how long it counts. */
import { describe, expect, it } from '@jest/globals';
import { createTrial, NODE, runUntil, startApp, startPod, to, WEB, type Trial } from '../test/trial.ts';
import { removeContainer } from './containers.ts';
import { exitProcess } from './processes.ts';
import { nodeOf } from './records.ts';
import { removeSandboxes, stopPodSandbox } from './sandboxes.ts';
import { containerUsage, setNodeUsage, setPodUsage } from './usage.ts';
import { noUsage } from './usage-figures.ts';

const node = ({ host }: Trial) => nodeOf(host, NODE);
const app = { ...WEB, kind: 'containers', name: 'app' } as const;
const usageOfApp = (trial: Trial) => containerUsage(node(trial), 'uid-web', 'app');

describe('the usage of a container', () => {
  it('counts while it is there: memory and processes as long as it runs, files until it is removed', () => {
    const trial = createTrial();
    startPod(trial);
    setPodUsage(trial.host, app, { memory: 100, ephemeralStorage: 7, pids: 3 });
    expect(usageOfApp(trial)).toEqual(noUsage);
    const ref = startApp(trial);
    expect(usageOfApp(trial)).toEqual({ memory: 100, ephemeralStorage: 7, inodes: 0, pids: 3 });
    exitProcess(trial.host, ref, { code: 0, why: 'exit' });
    expect(usageOfApp(trial)).toEqual({ ...noUsage, ephemeralStorage: 7 });
    removeContainer(trial.host, ref);
    expect(usageOfApp(trial)).toEqual(noUsage);
  });

  it('changes in what is said, and is gone at zero', () => {
    const trial = createTrial();
    setPodUsage(trial.host, app, { memory: 100, pids: 3 });
    setPodUsage(trial.host, app, { memory: 0 });
    expect(node(trial).usage.pods.get('uid-web')?.containers.get('app')).toEqual({ ...noUsage, pids: 3 });
    setPodUsage(trial.host, app, { pids: 0 });
    expect(node(trial).usage.pods.size).toBe(0);
  });

  it('is forgotten with the pod', () => {
    const trial = createTrial();
    startPod(trial);
    setPodUsage(trial.host, { ...app, kind: 'volumes', name: 'cache' }, { ephemeralStorage: 5 });
    stopPodSandbox(trial.host, WEB, to('stopped'));
    runUntil(trial, 1);
    removeSandboxes(trial.host, WEB, 0);
    expect(node(trial).usage.pods.size).toBe(0);
  });
});

describe('the usage of a node beside its pods', () => {
  it('stays in what is not said anew', () => {
    const trial = createTrial();
    setNodeUsage(trial.host, NODE, { memory: 10, inodes: 4 });
    setNodeUsage(trial.host, NODE, { memory: 20 });
    expect(node(trial).usage.own).toEqual({ ...noUsage, memory: 20, inodes: 4 });
  });
});
