/** The finalize subresource. */
import { describe, expect, it } from '@jest/globals';
import { ask, createHost, objectOf } from '../../test/host.ts';

describe('namespaces/finalize', () => {
  it('takes finalizers only', () => {
    const host = createHost();
    const namespace = objectOf(ask(host, 'GET', '/api/v1/namespaces/default'));
    const response = ask(host, 'PUT', '/api/v1/namespaces/default/finalize', {
      body: { ...namespace, spec: { finalizers: ['ex.com/a'] } },
    });
    expect(response.body).toMatchObject({ spec: { finalizers: ['ex.com/a'] }, status: { phase: 'Active' } });
  });
});
