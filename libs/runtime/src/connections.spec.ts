/** Where connections lead. */
import { describe, expect, it } from '@jest/globals';
import { addNodeRuntime } from '#runtime';
import { NODE, runningApp, startPod, to, WEB, type Trial } from '../test/trial.ts';
import { connect, isReachable } from './connections.ts';
import { cutOffNode } from './network/machine-network.ts';
import type { Outcome } from './outcome.ts';

const asking = { node: NODE, uid: WEB.uid, containerId: '' };

/** An app on port 80 of a pod in the host's network, and another node. */
function twoNodes(): Trial {
  const { trial } = runningApp({ ports: [{ port: 80 }] });
  addNodeRuntime(trial.host, 'n2', '172.18.0.3');
  startPod(trial, { name: 'host', hostNetwork: true });
  return trial;
}

describe('an address', () => {
  it.each([
    ['10.64.0.2', true],
    ['172.18.0.2', true],
    ['172.18.0.3', true],
    ['127.0.0.1', true],
    ['10.64.9.9', false],
    ['web.example', false],
  ])('%s leads somewhere: %s', (address, isSo) => {
    expect(isReachable(twoNodes().host, asking, address)).toBe(isSo);
  });

  it('on another node leads nowhere while one of the two is cut off', () => {
    const trial = twoNodes();
    const from = { ...asking, node: 'n2' };
    expect(isReachable(trial.host, from, '10.64.0.2')).toBe(true);
    expect([cutOffNode(trial.host, 'n2', true), cutOffNode(trial.host, 'none', true)]).toEqual([true, false]);
    expect([isReachable(trial.host, from, '10.64.0.2'), isReachable(trial.host, asking, '172.18.0.3')]).toEqual([
      false,
      false,
    ]);
    expect(isReachable(trial.host, from, '172.18.0.3')).toBe(true);
  });
});

describe('a connection', () => {
  const get = (host: string, port: number): Outcome | undefined =>
    connect(twoNodes().host, asking, { kind: 'http', host, port, path: '/' }, to('reply'));

  it('is answered, refused, or lost', () => {
    expect([
      get('10.64.0.2', 80)?.kind,
      get('10.64.0.2', 81)?.kind,
      get('127.0.0.1', 80)?.kind,
      get('10.9.9.9', 80),
    ]).toEqual(['response', 'refused', 'refused', undefined]);
  });
});
