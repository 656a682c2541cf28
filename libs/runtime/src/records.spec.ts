/** Finding, replacing, announcing, answering. */
import { describe, expect, it } from '@jest/globals';
import { plannedEntries } from '#kernel';
import { createTrial, NODE, runningApp, runUntil, startPod, to } from '../test/trial.ts';
import {
  announce,
  answer,
  findContainer,
  nodeOf,
  podOf,
  replaceContainer,
  takeChangedPod,
  takeChangedPods,
} from './records.ts';

describe('what a call is about', () => {
  it('must be there', () => {
    const { host } = createTrial();
    expect(() => nodeOf(host, 'n9')).toThrow('missing runtime of node n9');
    expect(() => podOf(nodeOf(host, NODE), 'uid-9')).toThrow('missing runtime pod uid-9');
    expect(findContainer(nodeOf(host, NODE), { uid: 'uid-9', id: 'x' })).toBeUndefined();
  });

  it('must be there to be replaced', () => {
    const { trial, ref } = runningApp();
    expect(replaceContainer(trial.host, ref, { message: 'hello' })).toMatchObject({
      id: ref.id,
      message: 'hello',
      state: 'running',
    });
    expect(() => replaceContainer(trial.host, { ...ref, id: 'x' }, {})).toThrow('missing container x');
  });
});

describe('a change', () => {
  it('is announced once until the kubelet has looked', () => {
    const trial = createTrial();
    const node = nodeOf(trial.host, NODE);
    announce(trial.host, node, 'uid-a');
    announce(trial.host, node, 'uid-b');
    runUntil(trial, 1);
    expect(trial.answers).toEqual(['+0s kubelet runtime-changed']);
    expect(takeChangedPods(trial.host, NODE).map(([uid]) => uid)).toEqual(['uid-a', 'uid-b']);
    expect(takeChangedPods(trial.host, NODE)).toEqual([]);
    announce(trial.host, node, 'uid-a');
    runUntil(trial, 2);
    expect(trial.answers).toHaveLength(2);
  });

  it('keeps what led to it, of every change until then', () => {
    const trial = createTrial();
    const node = nodeOf(trial.host, NODE);
    for (const causes of [[3], [5], [3]]) {
      trial.host.causes = causes;
      announce(trial.host, node, 'uid-a');
    }
    expect(takeChangedPods(trial.host, NODE)).toEqual([['uid-a', [3, 5]]]);
  });

  it('of one pod may be looked at alone', () => {
    const trial = createTrial();
    startPod(trial);
    takeChangedPod(trial.host, NODE, 'uid-web');
    expect(takeChangedPods(trial.host, NODE)).toEqual([]);
  });
});

describe('an answer', () => {
  it("is the caller's own entry with the result in its payload", () => {
    const trial = createTrial();
    answer(trial.host, { ...to('done'), payload: { id: 'x' } }, { kind: 'ok' }, 300);
    const [entry] = plannedEntries(trial.host.agenda);
    expect(entry).toMatchObject({ at: 300, owner: 'test', kind: 'done', payload: { id: 'x', result: { kind: 'ok' } } });
  });

  it('needs an object to carry it', () => {
    const trial = createTrial();
    expect(() => answer(trial.host, { ...to('done'), payload: 7 }, {})).toThrow('a reply address carries an object');
  });
});
