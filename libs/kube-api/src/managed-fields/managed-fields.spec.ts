/** Fields and their owners. */
import { describe, expect, it } from '@jest/globals';
import { fieldChanges, findConflicts, mergeApplied, type Applying } from './apply.ts';
import { fieldsOf, pathText, setOf, treeOf, union, without } from './field-set.ts';
import { isSameAt, removeAt, setAt, valueAt } from './field-values.ts';

const textsOf = (kind: string, object: unknown): readonly string[] =>
  [...fieldsOf(kind, object).values()].map(pathText);
const pod = (...containers: readonly object[]) => ({ spec: { containers } });
const path = (text: string) => text.split(' ');

describe('the fields of an object', () => {
  it('are what it sets, but for what is the server’s', () => {
    const object = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p', uid: 'u', labels: { a: '1' } },
      spec: { nodeName: 'n', nope: 1 },
    };
    expect(textsOf('Pod', object)).toEqual(['.metadata.labels.a', '.spec.nodeName']);
  });

  it('items of lists with keys are fields, and have some', () => {
    const ports = [{ containerPort: 80 }, { containerPort: 80, protocol: 'UDP' }];
    expect(textsOf('Pod', pod({ name: 'c', ports, command: ['a'] }))).toEqual([
      '.spec.containers[name="c"]',
      '.spec.containers[name="c"].name',
      '.spec.containers[name="c"].ports[containerPort=80,protocol="TCP"]',
      '.spec.containers[name="c"].ports[containerPort=80,protocol="TCP"].containerPort',
      '.spec.containers[name="c"].ports[containerPort=80,protocol="UDP"]',
      '.spec.containers[name="c"].ports[containerPort=80,protocol="UDP"].containerPort',
      '.spec.containers[name="c"].ports[containerPort=80,protocol="UDP"].protocol',
      '.spec.containers[name="c"].command',
    ]);
  });

  it('sets, pieces and empty ones', () => {
    const object = {
      metadata: { finalizers: ['a/b'] },
      spec: { nodeSelector: { x: '1' }, volumes: [], securityContext: {} },
    };
    expect(textsOf('Pod', object)).toEqual([
      '.metadata.finalizers[="a/b"]',
      '.spec.nodeSelector',
      '.spec.volumes',
      '.spec.securityContext',
    ]);
  });
});

describe('a tree of fields', () => {
  it('is written as managedFields has it, and read again', () => {
    const set = fieldsOf('Pod', { metadata: { labels: { a: '1' } }, ...pod({ name: 'c', image: 'i' }) });
    const tree = treeOf(set);
    expect(tree).toEqual({
      'f:metadata': { 'f:labels': { 'f:a': {} } },
      'f:spec': { 'f:containers': { 'k:{"name":"c"}': { '.': {}, 'f:image': {}, 'f:name': {} } } },
    });
    expect([...setOf(tree).keys()].sort()).toEqual([...set.keys()].sort());
  });
});

describe('a value at a path', () => {
  const object = () => ({ metadata: { labels: { a: '1' } }, ...pod({ name: 'c', ports: [{ containerPort: 80 }] }) });

  it('is found by the keys of lists', () => {
    const port = path('f:spec f:containers k:{"name":"c"} f:ports k:{"containerPort":80,"protocol":"TCP"}');
    expect(valueAt(object(), port)).toEqual({ containerPort: 80 });
    expect(valueAt(object(), path('f:metadata f:constructor'))).toBeUndefined();
    expect(isSameAt(object(), pod({ name: 'c' }), path('f:spec f:containers k:{"name":"c"}'))).toBe(true);
  });

  it('is set, with what is missing around it', () => {
    const made = {};
    setAt(made, path('f:spec f:containers k:{"name":"c"} f:image'), 'i');
    setAt(made, path('f:metadata f:finalizers v:"x"'), 'x');
    setAt(made, path('f:metadata f:labels f:__proto__'), 'y');
    expect(made).toMatchObject({ ...pod({ name: 'c', image: 'i' }), metadata: { finalizers: ['x'] } });
    expect(valueAt(made, path('f:metadata f:labels f:__proto__'))).toBe('y');
    expect('y' in {}).toBe(false);
  });

  it('is removed', () => {
    const changed = object();
    removeAt(changed, path('f:metadata f:labels f:a'));
    removeAt(changed, path('f:spec f:containers k:{"name":"c"}'));
    removeAt(changed, path('f:spec f:containers k:{"name":"gone"}'));
    removeAt(changed, path('f:status f:x'));
    expect(changed).toEqual({ metadata: { labels: {} }, spec: { containers: [] } });
  });
});

describe('applying', () => {
  const base = { name: 'c', image: 'a', livenessProbe: { tcpSocket: { port: 1 }, periodSeconds: 10 } };
  const applying = (sent: object, more: Partial<Applying> = {}): Applying => ({
    kind: 'Pod',
    live: pod(base, { name: 'd', image: 'x' }),
    sent,
    decoded: sent,
    before: new Map(),
    others: [],
    ...more,
  });

  it('sets what is said, and leaves the rest', () => {
    expect(mergeApplied(applying(pod({ name: 'c', image: 'b' }, { name: 'e' }))).object).toEqual(
      pod({ ...base, image: 'b' }, { name: 'd', image: 'x' }, { name: 'e' }),
    );
  });

  it('takes away what is no longer said, with what was filled in around it', () => {
    const before = fieldsOf(
      'Pod',
      pod({ name: 'c', image: 'a', livenessProbe: { tcpSocket: { port: 1 } } }, { name: 'd' }),
    );
    expect(mergeApplied(applying(pod({ name: 'c', image: 'a' }), { before })).object).toEqual(
      pod({ name: 'c', image: 'a' }),
    );
  });

  it('leaves what others own as well', () => {
    const before = fieldsOf('Pod', pod({ name: 'c', image: 'a' }, { name: 'd', image: 'x' }));
    const others = [{ id: 'o', fields: fieldsOf('Pod', pod({ name: 'd', image: 'x' })) }];
    expect(mergeApplied(applying(pod({ name: 'c' }), { before, others })).object).toEqual(
      pod({ name: 'c', livenessProbe: base.livenessProbe }, { name: 'd', image: 'x' }),
    );
  });

  it('another value than an owner’s is a conflict, the same is none', () => {
    const others = [{ id: 'o', fields: fieldsOf('Pod', pod({ name: 'c', image: 'a' })) }];
    const conflicts = findConflicts(applying(pod({ name: 'c', image: 'b' }), { others }));
    expect(conflicts.map(({ id, path: at }) => `${id} ${pathText(at)}`)).toEqual([
      'o .spec.containers[name="c"].image',
    ]);
    expect(findConflicts(applying(pod({ name: 'c', image: 'a' }), { others }))).toEqual([]);
  });
});

it('changes are what was set to something else, and what is gone', () => {
  const { changed, removed } = fieldChanges(
    'Pod',
    pod({ name: 'c', image: 'a', tty: true }),
    pod({ name: 'c', image: 'b' }),
  );
  expect([[...changed.values()].map(pathText), [...removed.values()].map(pathText)]).toEqual([
    ['.spec.containers[name="c"].image'],
    ['.spec.containers[name="c"].tty'],
  ]);
  expect(without(union(changed, removed), changed).size).toBe(1);
});
