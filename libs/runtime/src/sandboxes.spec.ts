/** Pod sandboxes. */
import { describe, expect, it } from '@jest/globals';
import { block, timelineText } from '../../../test/timeline-text.ts';
import { addNodeRuntime, createRuntimeState } from './runtime-state.ts';
import {
  failSandboxes,
  killSandbox,
  removeSandboxes,
  runPodSandbox,
  stopPodSandbox,
  type SandboxCall,
} from './sandboxes.ts';
import { appOf, createTrial, NODE, podOf, runUntil, startApp, startPod, to, WEB, type Trial } from '../test/trial.ts';

const call: SandboxCall = { ...WEB, namespace: 'default', name: 'web', attempt: 0, hostNetwork: false };
const states = (trial: Trial): string[] => podOf(trial).sandboxes.map(({ attempt, state }) => `${attempt} ${state}`);

describe('a sandbox', () => {
  it('is ready after its latency, with an address of its own', () => {
    const trial = createTrial();
    runPodSandbox(trial.host, call, to('sandbox'));
    runUntil(trial, 0.049);
    expect(podOf(trial).sandboxes).toEqual([]);
    runUntil(trial, 0.05);
    expect(podOf(trial).sandboxes).toMatchObject([
      { attempt: 0, state: 'ready', hostNetwork: false, ip: '10.64.0.2', createdAt: 50 },
    ]);
    expect(trial.answers).toEqual(['+0.05s kubelet runtime-changed', '+0.05s sandbox {"kind":"ok","id":"…"}']);
    expect(trial.host.runtime.addresses.get('10.64.0.2')).toEqual({
      node: trial.host.runtime.nodes.get(WEB.node),
      pod: podOf(trial),
    });
  });

  it('in the host network has none', () => {
    const trial = createTrial();
    startPod(trial, { hostNetwork: true });
    expect([podOf(trial).sandboxes[0]?.ip, trial.host.runtime.addresses.size]).toEqual(['', 0]);
  });

  it('cannot be created as often as it was told to fail', () => {
    const trial = createTrial();
    failSandboxes(trial.host, 'default/web', { times: 2, message: 'no network' });
    for (let attempt = 0; attempt < 3; attempt++) {
      runPodSandbox(trial.host, call, to('sandbox'));
      runUntil(trial, attempt + 1);
    }
    const failed = '{"kind":"failed","message":"no network"}';
    expect(trial.answers.filter((line) => line.includes('sandbox '))).toEqual([
      `+0.05s sandbox ${failed}`,
      `+1.05s sandbox ${failed}`,
      '+2.05s sandbox {"kind":"ok","id":"…"}',
    ]);
    expect(timelineText(trial.host, 'calls')).toBe(
      block(`
      +0.0s  web  RunPodSandbox  no network
      +1.0s  web  RunPodSandbox  no network
      +2.0s  web  RunPodSandbox
    `),
    );
  });

  it('that is stopped ends what still runs in it, and keeps its record', () => {
    const trial = createTrial();
    startPod(trial);
    startApp(trial, { onTerm: { ignore: true } });
    trial.answers.length = 0;
    stopPodSandbox(trial.host, WEB, to('stopped'));
    runUntil(trial, 1);
    expect(states(trial)).toEqual(['0 notready']);
    expect(appOf(trial)).toMatchObject({ state: 'exited', exitCode: 137 });
    expect(trial.host.runtime.addresses.size).toBe(0);
    expect(trial.answers.at(-1)).toBe('+0.2s stopped {"kind":"ok","id":""}');
    expect(timelineText(trial.host, 'signals')).toBe('+0.2s  app  SIGKILL\n+0.2s  app  exit     137 (SIGKILL)');
  });

  it('that is not there is stopped at once', () => {
    const trial = createTrial();
    stopPodSandbox(trial.host, WEB, to('stopped'));
    runUntil(trial, 1);
    expect(trial.answers).toEqual(['+0s stopped {"kind":"ok","id":""}']);
  });

  it('that dies takes everything with it at once', () => {
    const trial = createTrial();
    startPod(trial);
    startApp(trial);
    killSandbox(trial.host, WEB);
    expect([states(trial), appOf(trial).state]).toEqual([['0 notready'], 'exited']);
    expect(timelineText(trial.host, 'signals')).toBe(
      block(`
      +0.2s  app  SIGKILL
      +0.2s  app  exit         137 (SIGKILL)
      +0.2s  web  sandboxDied
    `),
    );
  });
});

describe('sandboxes of a pod', () => {
  it('are numbered and have different addresses', () => {
    const trial = createTrial();
    startPod(trial);
    killSandbox(trial.host, WEB);
    runPodSandbox(trial.host, { ...call, attempt: 1 }, to('sandbox'));
    runUntil(trial, 1);
    expect(podOf(trial).sandboxes.map(({ attempt, state, ip }) => `${attempt} ${state} ${ip}`)).toEqual([
      '0 notready 10.64.0.2',
      '1 ready 10.64.0.3',
    ]);
  });

  it('that are stopped are removed but for the newest', () => {
    const trial = createTrial();
    for (const attempt of [0, 1, 2]) {
      runPodSandbox(trial.host, { ...call, attempt }, to('sandbox'));
      runUntil(trial, attempt + 1);
      if (attempt < 2) killSandbox(trial.host, WEB);
    }
    removeSandboxes(trial.host, WEB, 1);
    expect(states(trial)).toEqual(['1 notready', '2 ready']);
    removeSandboxes(trial.host, WEB, 0);
    expect(states(trial)).toEqual(['2 ready']);
  });

  it('leave no trace of a pod when nothing of it is left', () => {
    const trial = createTrial();
    startPod(trial);
    killSandbox(trial.host, WEB);
    removeSandboxes(trial.host, WEB, 0);
    removeSandboxes(trial.host, WEB, 0);
    expect(trial.host.runtime.nodes.get(NODE)?.pods.size).toBe(0);
  });
});

describe('addresses of pods', () => {
  it('count on through two bytes, each node in a subnet of its own', () => {
    const trial = createTrial();
    const node = addNodeRuntime(trial.host, 'n2', '172.18.0.3');
    node.nextAddress = 255;
    const ips = ['a', 'b'].map((name) => {
      runPodSandbox(trial.host, { ...call, node: 'n2', uid: name, name }, to('sandbox'));
      runUntil(trial, trial.host.now / 1000 + 1);
      return node.pods.get(name)?.sandboxes[0]?.ip;
    });
    expect(ips).toEqual(['10.65.0.255', '10.65.1.1']);
  });
});

describe('a runtime without nodes', () => {
  it('has no sandboxes', () => {
    const { settings } = createTrial().host.runtime;
    expect(createRuntimeState(settings).nodes.size).toBe(0);
  });
});
