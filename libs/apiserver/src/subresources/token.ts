/** The token subresource of service accounts: a token for a pod or a person. */
import { drawHex } from '#kernel';
import { encodeBase64Url, formatTime, invalid, invalidObject, type KubeObject } from '#kube-api';
import { timestampOf } from '../api-host.ts';
import { storedObject, type Call } from '../call.ts';

interface TokenRequest extends KubeObject {
  readonly spec?: {
    readonly audiences?: readonly string[];
    readonly expirationSeconds?: number;
    readonly boundObjectRef?: unknown;
  };
}

const AUDIENCE = 'https://kubernetes.default.svc';
const MIN_SECONDS = 600;

/**
 * Answers with a token in the form of a JWT.
 * @source kube-apiserver v1.37 pkg/registry/core/serviceaccount/storage: TokenREST.Create
 * @divergence nothing is signed: the signature is random, and no request is checked against it
 */
export function requestToken(call: Call, body: KubeObject): unknown {
  const { host } = call;
  const account = storedObject(call);
  const { name, namespace = '', uid = '' } = account.metadata;
  const { audiences = [AUDIENCE], expirationSeconds = 3600, boundObjectRef = null } = (body as TokenRequest).spec ?? {}; // decoded as one
  if (expirationSeconds < MIN_SECONDS)
    throw invalidObject({ group: 'authentication.k8s.io', kind: 'TokenRequest', name: '' }, [
      invalid('spec.expirationSeconds', expirationSeconds, 'may not specify a duration less than 10 minutes'),
    ]);
  const issued = Math.floor((host.epoch + host.now) / 1000);
  const claims = {
    aud: audiences,
    exp: issued + expirationSeconds,
    iat: issued,
    iss: AUDIENCE,
    sub: `system:serviceaccount:${namespace}:${name}`,
    'kubernetes.io': { namespace, serviceaccount: { name, uid } },
  };
  const parts = [
    JSON.stringify({ alg: 'RS256', kid: 'simulated' }),
    JSON.stringify(claims),
    drawHex(host, host.api.names, 64),
  ];
  return {
    kind: 'TokenRequest',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: { name, namespace, uid, creationTimestamp: timestampOf(host) },
    spec: { audiences, expirationSeconds, boundObjectRef },
    status: {
      token: parts.map(encodeBase64Url).join('.'),
      expirationTimestamp: formatTime(host.epoch + host.now + expirationSeconds * 1000),
    },
  };
}
