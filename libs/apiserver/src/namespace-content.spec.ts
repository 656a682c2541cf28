/** What lives in a namespace. */
import { describe, expect, it } from '@jest/globals';
import { headOf } from '#kernel';
import { ask, changesSince, createHost, itemsOf, podBody } from '../test/host.ts';
import { emptyNamespace, newMetadata } from './namespace-content.ts';
import { deletePod } from './pod-deletion.ts';

const namespace = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });

describe('a namespace', () => {
  it('comes with an account and a certificate', () => {
    const host = createHost();
    const head = headOf(host.timeline);
    expect(ask(host, 'POST', '/api/v1/namespaces', { body: namespace('team') }).code).toBe(201);
    expect(changesSince(host, head)).toEqual(['ADDED team', 'ADDED default', 'ADDED kube-root-ca.crt']);
  });

  it('goes with what is in it', () => {
    const host = createHost();
    ask(host, 'POST', '/api/v1/namespaces', { body: namespace('team') });
    ask(host, 'POST', '/api/v1/namespaces/team/pods', { body: podBody('p') });
    const { body } = ask(host, 'DELETE', '/api/v1/namespaces/team');
    expect(body).toMatchObject({ kind: 'Namespace', status: { phase: 'Terminating' } });
    emptyNamespace(host, 'team');
    emptyNamespace(host, 'team');
    expect(ask(host, 'GET', '/api/v1/namespaces/team').code).toBe(404);
    expect(itemsOf(ask(host, 'GET', '/api/v1/namespaces/team/serviceaccounts'))).toEqual([]);
  });

  it('waits for pods that are still running', () => {
    const host = createHost();
    ask(host, 'POST', '/api/v1/namespaces', { body: namespace('team') });
    ask(host, 'POST', '/api/v1/namespaces/team/pods', { body: podBody('p', { nodeName: 'n1' }) });
    ask(host, 'DELETE', '/api/v1/namespaces/team');
    emptyNamespace(host, 'team');
    expect(ask(host, 'GET', '/api/v1/namespaces/team').body).toMatchObject({ status: { phase: 'Terminating' } });
    deletePod(host, { namespace: 'team', name: 'p' }, { gracePeriodSeconds: 0 });
    expect(ask(host, 'GET', '/api/v1/namespaces/team').code).toBe(404);
  });

  it('metadata is completed with a uid and the time', () => {
    expect(newMetadata(createHost(), { name: 'x' })).toMatchObject({
      name: 'x',
      creationTimestamp: '2027-01-15T08:00:00Z',
    });
  });
});
