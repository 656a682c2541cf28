/** Subresources that lead to a container. */
import { describe, expect, it } from '@jest/globals';
import { createObject } from '#object-store';
import type { Node } from '#kube-api';
import { PODS, ask, createHost, createPod, messageOf } from '../../test/host.ts';

const two = {
  containers: [
    { name: 'c', image: 'x' },
    { name: 'd', image: 'x' },
  ],
  initContainers: [{ name: 'i', image: 'x' }],
};

function hostWith(spec: object = {}) {
  const host = createHost();
  const node: Node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n1' }, spec: {} };
  createObject(host, 'nodes', node);
  createPod(host, 'p', { nodeName: 'n1', ...spec });
  return host;
}

describe('a connection', () => {
  it('names pod and container', () => {
    expect(ask(hostWith(), 'GET', `${PODS}/p/log`).connect).toEqual({
      kind: 'log',
      namespace: 'default',
      pod: 'p',
      container: 'app',
    });
    expect(
      ask(hostWith(two), 'POST', `${PODS}/p/exec`, { query: { container: 'i', command: 'x' } }).connect,
    ).toMatchObject({ kind: 'exec', container: 'i' });
    expect(ask(hostWith(), 'GET', `${PODS}/p/portforward`).connect).toEqual({
      kind: 'portforward',
      namespace: 'default',
      pod: 'p',
    });
  });

  it('of several containers one must be chosen', () => {
    expect(messageOf(ask(hostWith(two), 'GET', `${PODS}/p/log`))).toBe(
      'a container name must be specified for pod p, choose one of: [i c d]',
    );
    expect(messageOf(ask(hostWith(), 'GET', `${PODS}/p/log`, { query: { container: 'zz' } }))).toBe(
      'container zz is not valid for pod p',
    );
  });

  it('a pod without a node has no log and no processes', () => {
    const host = createHost();
    createPod(host, 'p');
    expect(ask(host, 'GET', `${PODS}/p/log`)).toEqual({ code: 204, body: '' });
    expect(messageOf(ask(host, 'GET', `${PODS}/p/attach`))).toBe('pod p does not have a host assigned');
  });

  it('a node that is gone stands where the pod is expected', () => {
    const host = createHost();
    createPod(host, 'p', { nodeName: 'ghost' });
    expect(messageOf(ask(host, 'GET', `${PODS}/p/log`))).toBe('pods "ghost" not found');
  });

  it('options of a log are checked', () => {
    expect(messageOf(ask(hostWith(), 'GET', `${PODS}/p/log`, { query: { tailLines: '-1' } }))).toBe(
      'PodLogOptions "p" is invalid: tailLines: Invalid value: -1: must be greater than or equal to 0',
    );
  });
});
