/** What lives in a namespace: what a new one gets, and how a terminating one goes away. */
import { drawUid } from '#kernel';
import type { ConfigMap, ObjectMeta } from '#kube-api';
import { createObject, getObject, listObjects, removeObject } from '#object-store';
import { timestampOf, type ApiHost } from './api-host.ts';
import { removePod } from './pod-deletion.ts';
import { finishNamespace, namespacedTypes } from './terminating-namespace.ts';

const CERTIFICATE =
  '-----BEGIN CERTIFICATE-----\nc2ltdWxhdGVkIGNlcnRpZmljYXRlIGF1dGhvcml0eQ==\n-----END CERTIFICATE-----\n';

/**
 * The account `default` and the config map `kube-root-ca.crt` of a new namespace.
 * @divergence written together with the namespace; the real controllers need some milliseconds for it, and a pod created in
 * between is refused there
 */
export function populateNamespace(host: ApiHost, namespace: string): void {
  createObject(host, 'serviceaccounts', {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: newMetadata(host, { name: 'default', namespace }),
  });
  const rootCertificate: ConfigMap = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: newMetadata(host, {
      name: 'kube-root-ca.crt',
      namespace,
      annotations: {
        'kubernetes.io/description':
          'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.',
      },
    }),
    data: { 'ca.crt': CERTIFICATE },
  };
  createObject(host, 'configmaps', rootCertificate);
}

/** Metadata as the server completes it: uid and time of creation. */
export const newMetadata = (host: ApiHost, metadata: ObjectMeta): ObjectMeta => ({
  ...metadata,
  uid: drawUid(host, host.api.names),
  creationTimestamp: timestampOf(host),
});

/**
 * Deletes what a terminating namespace holds: pods with their own grace period, everything else at once; then the namespace
 * itself, unless a pod is still terminating. Nothing happens when the namespace is gone already.
 */
export function emptyNamespace(host: ApiHost, namespace: string): void {
  if (!getObject(host.store, 'namespaces', namespace)) return;
  for (const { resource } of namespacedTypes)
    for (const object of listObjects(host.store, resource, namespace)) {
      if (resource === 'pods') removePod(host, object, {});
      else if (!object.metadata.finalizers?.length) removeObject(host, resource, object);
    }
  finishNamespace(host, namespace);
}
