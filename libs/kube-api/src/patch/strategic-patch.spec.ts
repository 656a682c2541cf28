/** Strategic merge patches. */
import { describe, expect, it } from '@jest/globals';
import { applyStrategicPatch } from './strategic-patch.ts';

const patchPod = (object: object, patch: object): unknown => applyStrategicPatch(object, patch, 'Pod');
const spec = (fields: object): object => ({ spec: fields });

describe('a strategic merge patch', () => {
  it.each([
    [
      'containers merge by name',
      { containers: [{ name: 'a', image: '1', tty: true }] },
      { containers: [{ name: 'a', image: '2' }] },
      { containers: [{ name: 'a', image: '2', tty: true }] },
    ],
    [
      'new items come first',
      { containers: [{ name: 'a' }] },
      { containers: [{ name: 'b' }] },
      { containers: [{ name: 'b' }, { name: 'a' }] },
    ],
    [
      'an item can be deleted',
      { containers: [{ name: 'a' }, { name: 'b' }] },
      { containers: [{ name: 'a', $patch: 'delete' }] },
      { containers: [{ name: 'b' }] },
    ],
    [
      'a list can be replaced',
      { containers: [{ name: 'a' }] },
      { containers: [{ $patch: 'replace' }, { name: 'b' }] },
      { containers: [{ name: 'b' }] },
    ],
    [
      'a list without a key is replaced',
      { tolerations: [{ key: 'a' }] },
      { tolerations: [{ key: 'b' }] },
      { tolerations: [{ key: 'b' }] },
    ],
    [
      'ports merge by their number',
      { containers: [{ name: 'a', ports: [{ containerPort: 1 }] }] },
      { containers: [{ name: 'a', ports: [{ containerPort: 1, name: 'x' }] }] },
      { containers: [{ name: 'a', ports: [{ containerPort: 1, name: 'x' }] }] },
    ],
    ['null deletes', { nodeName: 'n', hostname: 'h' }, { nodeName: null }, { hostname: 'h' }],
    [
      'other keys of a volume are dropped on request',
      { volumes: [{ name: 'v', emptyDir: {} }] },
      { volumes: [{ name: 'v', $retainKeys: ['name', 'configMap'], configMap: { name: 'c' } }] },
      { volumes: [{ name: 'v', configMap: { name: 'c' } }] },
    ],
    [
      'the order can be given',
      { containers: [{ name: 'a' }, { name: 'b' }] },
      { '$setElementOrder/containers': [{ name: 'b' }, { name: 'a' }] },
      { containers: [{ name: 'b' }, { name: 'a' }] },
    ],
    [
      'the order holds for new items, too',
      { containers: [{ name: 'a' }] },
      { '$setElementOrder/containers': [{ name: 'a' }, { name: 'b' }], containers: [{ name: 'b' }] },
      { containers: [{ name: 'a' }, { name: 'b' }] },
    ],
  ])('%s', (_name, before, patch, after) => {
    expect(patchPod(spec(before), spec(patch))).toEqual(spec(after));
  });

  it('finalizers are a set', () => {
    expect(patchPod({ metadata: { finalizers: ['a/b'] } }, { metadata: { finalizers: ['c/d', 'a/b'] } })).toEqual({
      metadata: { finalizers: ['c/d', 'a/b'] },
    });
    const removal = { metadata: { '$deleteFromPrimitiveList/finalizers': ['a/b'] } };
    expect(patchPod({ metadata: { finalizers: ['a/b', 'c/d'] } }, removal)).toEqual({
      metadata: { finalizers: ['c/d'] },
    });
  });

  it('a map can be replaced or deleted', () => {
    const before = { metadata: { labels: { a: '1' } } };
    expect(patchPod(before, { metadata: { labels: { $patch: 'replace', z: '1' } } })).toEqual({
      metadata: { labels: { z: '1' } },
    });
    expect(patchPod(before, { metadata: { labels: { $patch: 'delete' } } })).toEqual({ metadata: { labels: {} } });
  });

  it('an item without its merge key is refused', () => {
    expect(() => patchPod(spec({ containers: [] }), spec({ containers: [{ image: 'x' }] }))).toThrow(
      'map: map[image:x] does not contain declared merge key: name',
    );
  });

  it('directives without a counterpart leave no trace', () => {
    expect(patchPod({}, { spec: { $patch: 'merge', nodeName: 'n', hostname: null } })).toEqual({
      spec: { nodeName: 'n' },
    });
  });
});
