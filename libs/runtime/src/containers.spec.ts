/** Containers: create, start, remove. */
import { describe, expect, it } from '@jest/globals';
import { block, timelineText } from '../../../test/timeline-text.ts';
import { appOf, createTrial, podOf, runUntil, startApp, startPod, to, WEB } from '../test/trial.ts';
import { createContainer, removeContainer, startContainer } from './containers.ts';

const call = { ...WEB, name: 'app', attempt: 0, image: 'app:1.0', behavior: {} };

describe('a container', () => {
  it('is created in the newest sandbox of its pod, with the full names of its image', () => {
    const trial = createTrial();
    const pod = startPod(trial);
    createContainer(trial.host, call, to('created'));
    runUntil(trial, 1);
    expect(appOf(trial)).toMatchObject({
      name: 'app',
      subject: 'pod/default/web/app',
      attempt: 0,
      sandboxId: pod.sandboxes[0]?.id,
      state: 'created',
      image: 'app:1.0',
      imageName: 'docker.io/library/app:1.0',
      createdAt: 100,
    });
    expect(appOf(trial).imageId).toMatch(/^docker\.io\/library\/app@sha256:[0-9a-f]{64}$/);
    expect(trial.answers.at(-1)).toBe('+0.1s created {"kind":"ok","id":"…"}');
  });

  it('runs from its start on', () => {
    const trial = createTrial();
    startPod(trial);
    startApp(trial);
    expect(appOf(trial)).toMatchObject({ state: 'running', startedAt: 150 });
    expect(trial.answers.at(-1)).toBe('+0.15s started {"kind":"ok","id":"…"}');
  });

  it('that cannot be created leaves nothing', () => {
    const trial = createTrial();
    startPod(trial);
    createContainer(trial.host, { ...call, behavior: { createError: 'no space left' } }, to('created'));
    runUntil(trial, 1);
    expect(podOf(trial).containers).toEqual([]);
    expect(trial.answers.at(-1)).toBe('+0.1s created {"kind":"failed","message":"no space left"}');
  });

  it('whose process cannot start is exited with 128 and was never started', () => {
    const trial = createTrial();
    startPod(trial);
    startApp(trial, { startError: 'no such file' });
    expect(appOf(trial)).toMatchObject({
      state: 'exited',
      exitCode: 128,
      reason: 'StartError',
      message: 'no such file',
      finishedAt: 150,
    });
    expect(appOf(trial)?.startedAt).toBeUndefined();
    expect(trial.answers.at(-1)).toBe('+0.15s started {"kind":"failed","message":"no such file"}');
  });

  it('that was removed before it could start is not found', () => {
    const trial = createTrial();
    startPod(trial);
    createContainer(trial.host, call, to('created'));
    runUntil(trial, 0.1);
    const ref = { ...WEB, id: appOf(trial).id };
    startContainer(trial.host, ref, to('started'));
    removeContainer(trial.host, ref);
    runUntil(trial, 1);
    expect(trial.answers.at(-1)).toBe(`+0.15s started {"kind":"failed","message":"container ${ref.id} not found"}`);
  });

  it('that is removed is gone; one that is not there is removed all the same', () => {
    const trial = createTrial();
    startPod(trial);
    const ref = startApp(trial);
    removeContainer(trial.host, ref);
    removeContainer(trial.host, ref);
    expect(podOf(trial).containers).toEqual([]);
    expect(timelineText(trial.host, 'calls')).toBe(
      block(`
      +0.0s  web  RunPodSandbox
      +0.1s  app  CreateContainer
      +0.1s  app  StartContainer
      +0.2s  app  RemoveContainer
    `),
    );
  });
});

describe('records of containers', () => {
  it('are replaced, never changed: who looked before keeps what was seen', () => {
    const trial = createTrial();
    const pod = startPod(trial);
    createContainer(trial.host, call, to('created'));
    runUntil(trial, 0.1);
    const seen = pod.containers;
    startContainer(trial.host, { ...WEB, id: appOf(trial).id }, to('started'));
    runUntil(trial, 1);
    expect([seen[0]?.state, pod.containers[0]?.state]).toEqual(['created', 'running']);
  });
});
