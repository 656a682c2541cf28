/** What the runtimes hold. */
import { describe, expect, it } from '@jest/globals';
import { decodeState, encodeState } from '#kernel';
import { createTrial, runningApp } from '../test/trial.ts';
import { addNodeRuntime } from './runtime-state.ts';

describe('the state of the runtimes', () => {
  it('has a node with each in its own subnet', () => {
    const { host } = createTrial();
    expect(['n2', 'n3'].map((name) => addNodeRuntime(host, name, '172.18.0.9').subnet)).toEqual([1, 2]);
    expect([...host.runtime.nodes.keys()]).toEqual(['n1', 'n2', 'n3']);
  });

  it('is plain data: it comes back from a snapshot', () => {
    const { runtime } = runningApp({ exitAfter: 9 }).trial.host;
    expect(decodeState(encodeState(runtime))).toEqual(runtime);
  });
});
