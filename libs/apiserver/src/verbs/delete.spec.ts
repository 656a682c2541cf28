/** DELETE of single objects. */
import { describe, expect, it } from '@jest/globals';
import { PODS, ask, createHost, createPod, messageOf } from '../../test/host.ts';

const CONFIG = '/api/v1/namespaces/default/configmaps';

describe('a DELETE', () => {
  it('answers with the object, or with a Status that names it', () => {
    const host = createHost();
    createPod(host, 'p');
    expect(ask(host, 'DELETE', `${PODS}/p`).body).toMatchObject({ kind: 'Pod' });
    ask(host, 'POST', CONFIG, { body: { metadata: { name: 'c' } } });
    expect(ask(host, 'DELETE', `${CONFIG}/c`).body).toMatchObject({
      kind: 'Status',
      status: 'Success',
      details: { name: 'c', kind: 'configmaps' },
    });
  });

  it('with a precondition that does not hold is a conflict', () => {
    const host = createHost();
    const { uid } = createPod(host, 'p').metadata;
    expect(messageOf(ask(host, 'DELETE', `${PODS}/p`, { body: { preconditions: { uid: 'x' } } }))).toBe(
      `Operation cannot be fulfilled on Pod "p": the UID in the precondition (x) does not match the UID in record (${uid}). The object might have been deleted and then recreated`,
    );
    expect(ask(host, 'DELETE', `${PODS}/p`, { body: { preconditions: { resourceVersion: '1' } } }).code).toBe(409);
  });

  it('that is dry shows what would be', () => {
    const host = createHost();
    const pod = createPod(host, 'p', { nodeName: 'n1' });
    expect(ask(host, 'DELETE', `${PODS}/p`, { body: { dryRun: ['All'] } }).body).toMatchObject({
      metadata: { deletionGracePeriodSeconds: 30, generation: 2, resourceVersion: pod.metadata.resourceVersion },
    });
    expect(ask(host, 'GET', `${PODS}/p`).body).toBe(pod);
  });
});
