/** Admission into namespaces. */
import { describe, expect, it } from '@jest/globals';
import { ask, createHost, messageOf, podBody } from '../../test/host.ts';
import { admitNamespaceDeletion } from './namespace-lifecycle.ts';

describe('a namespace', () => {
  it('that is missing takes nothing', () => {
    const response = ask(createHost(), 'POST', '/api/v1/namespaces/nons/pods', { body: podBody('p') });
    expect([response.code, messageOf(response)]).toEqual([404, 'namespaces "nons" not found']);
  });

  it('that is terminating takes nothing new', () => {
    const host = createHost();
    ask(host, 'POST', '/api/v1/namespaces', { body: { metadata: { name: 'team' } } });
    ask(host, 'POST', '/api/v1/namespaces/team/pods', { body: podBody('p', { nodeName: 'n1' }) });
    ask(host, 'DELETE', '/api/v1/namespaces/team');
    const response = ask(host, 'POST', '/api/v1/namespaces/team/configmaps', { body: { metadata: { name: 'c' } } });
    expect([response.code, messageOf(response)]).toEqual([
      403,
      'configmaps "c" is forbidden: unable to create new content in namespace team because it is being terminated',
    ]);
  });

  it('of the system cannot be deleted', () => {
    expect(() => admitNamespaceDeletion('default')).toThrow(
      'namespaces "default" is forbidden: this namespace may not be deleted',
    );
    expect(() => admitNamespaceDeletion('team')).not.toThrow();
  });
});
