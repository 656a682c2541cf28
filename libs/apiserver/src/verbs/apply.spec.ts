/** Server-side apply. */
import { describe, expect, it } from '@jest/globals';
import { headOf } from '#kernel';
import type { Pod } from '#kube-api';
import { ask, createHost, createPod, messageOf, objectOf, PODS } from '../../test/host.ts';

type Host = ReturnType<typeof createHost>;
const body = (image: string, labels?: object, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p', ...(labels && { labels }) },
  spec: { containers: [{ name: 'app', image, ...more }] },
});
const apply = (host: Host, fieldManager: string, sent: object, query: Record<string, string> = {}) =>
  ask(host, 'PATCH', `${PODS}/p`, {
    contentType: 'application/apply-patch+yaml',
    query: { fieldManager, ...query },
    body: sent,
  });
const ownersOf = (host: Host) =>
  (objectOf(ask(host, 'GET', `${PODS}/p`)).metadata.managedFields ?? []).map(
    ({ manager, operation }) => `${manager} ${operation}`,
  );

describe('what is applied', () => {
  it('is created, with its fields owned', () => {
    const host = createHost();
    const response = apply(host, 'me', body('a:1', { x: '1' }));
    expect(response.code).toBe(201);
    expect(objectOf(response).metadata.managedFields).toMatchObject([
      {
        manager: 'me',
        operation: 'Apply',
        apiVersion: 'v1',
        fieldsType: 'FieldsV1',
        fieldsV1: {
          'f:metadata': { 'f:labels': { 'f:x': {} } },
          'f:spec': { 'f:containers': { 'k:{"name":"app"}': { '.': {}, 'f:image': {}, 'f:name': {} } } },
        },
      },
    ]);
  });

  it('again and unchanged writes nothing', () => {
    const host = createHost();
    apply(host, 'me', body('a:1'));
    const before = headOf(host.timeline);
    expect(apply(host, 'me', body('a:1')).code).toBe(200);
    expect(headOf(host.timeline)).toBe(before);
  });

  it('without a field that was there takes it away', () => {
    const host = createHost();
    apply(host, 'me', body('a:1', { x: '1', y: '2' }));
    expect(objectOf(apply(host, 'me', body('a:1', { y: '2' }))).metadata.labels).toEqual({ y: '2' });
  });

  it('by two is shared where they agree, and a conflict where they do not', () => {
    const host = createHost();
    apply(host, 'me', body('a:1', { x: '1' }));
    expect(apply(host, 'you', body('a:1')).code).toBe(200);
    const { code, body: status } = apply(host, 'them', body('a:2', { x: '2' }));
    expect([code, status]).toMatchObject([
      409,
      {
        reason: 'Conflict',
        message:
          'Apply failed with 3 conflicts: conflicts with "me":\n- .metadata.labels.x\n- .spec.containers[name="app"].image\nconflicts with "you":\n- .spec.containers[name="app"].image',
        details: {
          causes: expect.arrayContaining([
            { reason: 'FieldManagerConflict', message: 'conflict with "me"', field: '.metadata.labels.x' },
          ]),
        },
      },
    ]);
    expect(messageOf(apply(host, 'you', body('a:3')))).toBe(
      'Apply failed with 1 conflict: conflict with "me": .spec.containers[name="app"].image',
    );
  });

  it('by force belongs to who forces it', () => {
    const host = createHost();
    apply(host, 'me', body('a:1'));
    const forced = apply(host, 'you', body('a:2'), { force: 'true' });
    expect((objectOf(forced) as Pod).spec.containers[0]?.image).toBe('a:2');
    expect(messageOf(apply(host, 'me', body('a:1')))).toContain('conflict with "you"');
  });

  it('over what somebody has made otherwise is a conflict with them', () => {
    const host = createHost();
    createPod(host, 'p');
    expect(messageOf(apply(host, 'me', body('other:1')))).toMatch(
      /^Apply failed with 1 conflict: conflict with "before-first-apply" using v1 at [^ ]+: \.spec\.containers\[name="app"\]\.image$/,
    );
  });

  it('by kubectl takes over what it had applied on its own side', () => {
    const host = createHost();
    const lastApplied = JSON.stringify(body('app:1.0'));
    ask(host, 'POST', PODS, {
      body: {
        ...body('app:1.0'),
        metadata: { name: 'p', annotations: { 'kubectl.kubernetes.io/last-applied-configuration': lastApplied } },
      },
    });
    expect(messageOf(apply(host, 'other', body('b:1')))).toContain(
      'conflict with "kubectl-client-side-apply" using v1',
    );
    expect(apply(host, 'kubectl', body('b:1')).code).toBe(200);
  });

  it('a dry run writes nothing', () => {
    const host = createHost();
    const before = headOf(host.timeline);
    expect(apply(host, 'me', body('a:1'), { dryRun: 'All' }).code).toBe(201);
    expect(headOf(host.timeline)).toBe(before);
  });
});

describe('a change of what is applied', () => {
  const patch = (host: Host, sent: unknown, contentType = 'application/merge-patch+json') =>
    ask(host, 'PATCH', `${PODS}/p`, { contentType, body: sent, userAgent: 'kubectl/v1.37' });

  it('belongs to who made it', () => {
    const host = createHost();
    apply(host, 'me', body('a:1', { x: '1' }));
    patch(host, { metadata: { labels: { x: '2', y: '3' } } });
    expect(ownersOf(host)).toEqual(['me Apply', 'kubectl Update']);
    expect(messageOf(apply(host, 'me', body('a:1', { x: '1' })))).toMatch(
      /conflict with "kubectl" using v1 at .*: \.metadata\.labels\.x$/,
    );
    expect(objectOf(apply(host, 'me', body('a:1'))).metadata.labels).toEqual({ x: '2', y: '3' });
  });

  it('may say itself who owns what', () => {
    const host = createHost();
    const created = objectOf(apply(host, 'me', body('a:1')));
    const { resourceVersion } = created.metadata;
    const moved = created.metadata.managedFields?.map((entry) => ({ ...entry, manager: 'you' }));
    const operations = [
      { op: 'replace', path: '/metadata/managedFields', value: moved },
      { op: 'replace', path: '/metadata/resourceVersion', value: resourceVersion },
    ];
    expect(patch(host, operations, 'application/json-patch+json').code).toBe(200);
    expect(ownersOf(host)).toEqual(['you Apply']);
    patch(host, { metadata: { managedFields: [{}] } });
    expect(ownersOf(host)).toEqual([]);
  });
});

describe('what cannot be applied', () => {
  it.each<[object, string, number]>([
    [{ kind: 'Pod', metadata: {} }, 'invalid object type: /, Kind=Pod', 400],
    [{ ...body('a:1'), metadata: { name: 'p', managedFields: [] } }, 'metadata.managedFields must be nil', 400],
    [
      { ...body('a:1'), metadata: { name: 'q' } },
      'the name of the object (q) does not match the name on the URL (p)',
      400,
    ],
    [
      { ...body('a:1'), spec: { containers: [], foo: 1 } },
      'failed to create typed patch object (/p; /v1, Kind=Pod): .spec.foo: field not declared in schema',
      500,
    ],
  ])('%j is refused', (sent, message, code) => {
    const response = apply(createHost(), 'me', sent);
    expect([messageOf(response), response.code]).toEqual([message, code]);
  });

  it('without a manager is refused', () => {
    expect(messageOf(apply(createHost(), '', body('a:1')))).toBe(
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    );
  });
});
