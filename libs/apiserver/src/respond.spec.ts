/** Answers in the form that was asked for. */
import { describe, expect, it } from '@jest/globals';
import { PODS, ask, createHost, createPod } from '../test/host.ts';

const as = (form: string) => ({ accept: `application/json;as=${form};v=v1;g=meta.k8s.io` });

describe('an answer', () => {
  it('may be a Table of one or of many', () => {
    const host = createHost();
    createPod(host, 'p');
    expect(ask(host, 'GET', `${PODS}/p`, as('Table')).body).toMatchObject({
      kind: 'Table',
      rows: [{ cells: ['p', '0/1', 'Pending', '0', '0s', '<none>', '<none>', '<none>', '<none>'] }],
    });
    expect(ask(host, 'GET', PODS, { ...as('Table'), query: { includeObject: 'None' } }).body).toMatchObject({
      rows: [{ object: null }],
    });
  });

  it('may be metadata only', () => {
    const host = createHost();
    createPod(host, 'p');
    expect(ask(host, 'GET', `${PODS}/p`, as('PartialObjectMetadata')).body).toMatchObject({
      kind: 'PartialObjectMetadata',
      metadata: { name: 'p' },
    });
    expect(ask(host, 'GET', PODS, as('PartialObjectMetadataList')).body).toMatchObject({
      kind: 'PartialObjectMetadataList',
      items: [{ kind: 'PartialObjectMetadata' }],
    });
  });

  it('a Status stays a Status', () => {
    expect(
      ask(createHost(), 'DELETE', '/api/v1/namespaces/default/configmaps/kube-root-ca.crt', as('Table')).body,
    ).toMatchObject({ kind: 'Status', status: 'Success' });
  });

  it('another part of the objects cannot be had', () => {
    expect(ask(createHost(), 'GET', PODS, { ...as('Table'), query: { includeObject: 'Bogus' } }).code).toBe(400);
  });

  it('items of a list carry neither kind nor version', () => {
    const host = createHost();
    createPod(host, 'p');
    const { items } = ask(host, 'GET', PODS).body as { readonly items: readonly object[] };
    expect(Object.keys(items[0] ?? {})).toEqual(expect.not.arrayContaining(['kind', 'apiVersion']));
  });
});
