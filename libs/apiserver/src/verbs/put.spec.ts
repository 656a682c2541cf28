/** PUT. */
import { describe, expect, it } from '@jest/globals';
import { PODS, ask, createHost, createPod, messageOf, objectOf, podBody } from '../../test/host.ts';

describe('a PUT', () => {
  it('to a missing pod is a 404, to a missing event creates it', () => {
    const host = createHost();
    expect(ask(host, 'PUT', `${PODS}/p`, { body: podBody('p') }).code).toBe(404);
    const event = { metadata: { name: 'e' }, involvedObject: { kind: 'Pod', namespace: 'default', name: 'p' } };
    expect(ask(host, 'PUT', '/api/v1/namespaces/default/events/e', { body: event }).code).toBe(201);
  });

  it('with another name or uid is refused', () => {
    const host = createHost();
    const pod = createPod(host, 'p');
    expect(messageOf(ask(host, 'PUT', `${PODS}/p`, { body: podBody('zz') }))).toBe(
      'the name of the object (zz) does not match the name on the URL (p)',
    );
    const other = { ...pod, metadata: { ...pod.metadata, uid: '1111' } };
    const response = ask(host, 'PUT', `${PODS}/p`, { body: other });
    expect([response.code, messageOf(response)]).toEqual([
      409,
      `Operation cannot be fulfilled on pods "p": StorageError: invalid object, Code: 4, Key: /registry/pods/default/p, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: 1111, UID in object meta: ${pod.metadata.uid}`,
    ]);
  });

  it('without a version is taken as it is', () => {
    const host = createHost();
    const pod = createPod(host, 'p');
    const { resourceVersion: _none, ...metadata } = pod.metadata;
    const response = ask(host, 'PUT', `${PODS}/p`, { body: { ...pod, metadata: { ...metadata, labels: { x: '1' } } } });
    expect(objectOf(response).metadata.labels).toEqual({ x: '1' });
  });
});
