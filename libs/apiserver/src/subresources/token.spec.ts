/** Tokens of service accounts. */
import { describe, expect, it } from '@jest/globals';
import { decodeBase64Url } from '#kube-api';
import { ask, createHost, messageOf } from '../../test/host.ts';

const PATH = '/api/v1/namespaces/default/serviceaccounts/default/token';
const request = (spec: object) =>
  ask(createHost(), 'POST', PATH, { body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec } });

describe('a token', () => {
  it('names the account and its end', () => {
    const { code, body } = request({ expirationSeconds: 600 });
    expect([code, body]).toMatchObject([
      201,
      {
        kind: 'TokenRequest',
        spec: { expirationSeconds: 600 },
        status: { expirationTimestamp: '2027-01-15T08:10:00Z' },
      },
    ]);
    const { token } = (body as { readonly status: { readonly token: string } }).status;
    expect(String(decodeBase64Url(token.split('.')[1] ?? ''))).toContain(
      '"sub":"system:serviceaccount:default:default"',
    );
  });

  it('lives ten minutes at least', () => {
    expect(messageOf(request({ expirationSeconds: 5 }))).toContain('may not specify a duration less than 10 minutes');
  });
});
