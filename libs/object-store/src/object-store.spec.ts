/** Laws of the store: versions grow, objects never change, the timeline replays to the same objects. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createKernel, takeEntry, plannedEntries } from '#kernel';
import type { KubeObject } from '#kube-api';
import {
  createObject,
  createStore,
  currentVersion,
  getObject,
  hasObjects,
  isStatusOnly,
  keyOf,
  listObjects,
  objectKey,
  removeObject,
  subjectOf,
  updateObject,
  type StoreChange,
  type StoreHost,
} from './object-store.ts';

interface Thing extends KubeObject {
  readonly spec?: { readonly size: number };
  readonly status?: { readonly phase?: string; readonly ready?: boolean };
}

const host = (): StoreHost => ({
  ...createKernel({ seed: 'test', epoch: 0, timelineLimit: 1000 }),
  store: createStore(),
});
const thing = (name: string, rest: Partial<Thing> = {}): Thing => ({
  apiVersion: 'v1',
  kind: 'Thing',
  metadata: { name, namespace: 'default' },
  ...rest,
});
const changesOf = ({ timeline }: StoreHost): StoreChange[] => timeline.entries.map(({ data }) => data as StoreChange);

describe('the object store', () => {
  test('a created object is found, listed and has the newest version', () => {
    const state = host();
    const stored = createObject(state, 'things', thing('a'));
    expect(getObject(state.store, 'things', 'default/a')).toBe(stored);
    expect(stored.metadata.resourceVersion).toBe(currentVersion(state));
  });

  test('an update leaves the version before as it was', () => {
    const state = host();
    const first = createObject(state, 'things', thing('a', { spec: { size: 1 } }));
    updateObject(state, 'things', { ...first, spec: { size: 2 } });
    expect(first).toMatchObject({ spec: { size: 1 }, metadata: { resourceVersion: '1' } });
  });

  test('a removed object is gone, and its last state is in the timeline with a new version', () => {
    const state = host();
    const stored = createObject(state, 'things', thing('a'));
    removeObject(state, 'things', stored);
    expect(getObject(state.store, 'things', objectKey(stored))).toBeUndefined();
    expect(changesOf(state).at(-1)).toMatchObject({ type: 'DELETED', object: { metadata: { resourceVersion: '2' } } });
  });

  test('an object is stored as a copy, a draft itself; both leave entries about the subject that was given', () => {
    const state = host();
    const [plain, draft] = [thing('a'), thing('b')];
    expect(createObject(state, 'things', plain)).not.toBe(plain);
    expect(createObject(state, 'things', draft, { isDraft: true, subject: 'thing/of/another' })).toBe(draft);
    expect([plain.metadata.resourceVersion, draft.metadata.resourceVersion]).toEqual([undefined, '2']);
    removeObject(state, 'things', draft);
    expect(state.timeline.entries.map(({ subject }) => subject)).toEqual([
      'thing/default/a',
      'thing/of/another',
      'thing/of/another',
    ]);
  });

  test('tells whether there is anything of a resource, anywhere or in a namespace', () => {
    const state = host();
    const facts = (): boolean[] => [
      hasObjects(state.store, 'things'),
      hasObjects(state.store, 'things', 'default'),
      hasObjects(state.store, 'things', 'other'),
    ];
    expect(facts()).toEqual([false, false, false]);
    const stored = createObject(state, 'things', thing('a'));
    expect(facts()).toEqual([true, true, false]);
    removeObject(state, 'things', stored);
    expect(facts()).toEqual([false, false, false]);
  });

  test('lists are sorted by key and can be of one namespace', () => {
    const state = host();
    for (const name of ['b', 'a']) createObject(state, 'things', thing(name));
    createObject(state, 'things', { ...thing('z'), metadata: { name: 'z', namespace: 'another' } });
    expect(listObjects(state.store, 'things').map(objectKey)).toEqual(['another/z', 'default/a', 'default/b']);
    expect(listObjects(state.store, 'things', 'default').map(objectKey)).toEqual(['default/a', 'default/b']);
  });

  test('creating twice, or updating and removing what is not there, is a broken invariant', () => {
    const state = host();
    createObject(state, 'things', thing('a'));
    expect(() => createObject(state, 'things', thing('a'))).toThrow('object exists already: things a');
    expect(() => updateObject(state, 'things', thing('b'))).toThrow('object does not exist: things b');
    expect(() => removeObject(state, 'things', thing('b'))).toThrow('object does not exist: things b');
  });

  test('subscribers hear of every write of their resource, after their delay', () => {
    const state = host();
    state.store.subscriptions.push({ resource: 'things', owner: 'kubelet', delay: 5 });
    createObject(state, 'things', thing('a'));
    createObject(state, 'others', thing('b'));
    expect(takeEntry(state.agenda)).toMatchObject({
      at: 5,
      owner: 'kubelet',
      kind: 'watch',
      payload: { type: 'ADDED' },
    });
    expect(takeEntry(state.agenda)).toBeUndefined();
  });

  test('a component does not hear of changes of status alone that it made itself', () => {
    const state = host();
    const first = createObject(state, 'things', thing('a', { spec: { size: 1 } }));
    state.store.subscriptions.push({ resource: 'things', owner: 'kubelet', delay: 5 });
    const second = updateObject(state, 'things', { ...first, status: { phase: 'Running' } }, 'kubelet');
    expect(takeEntry(state.agenda)).toBeUndefined();
    updateObject(state, 'things', { ...second, spec: { size: 2 } }, 'kubelet');
    expect(takeEntry(state.agenda)?.payload).toMatchObject({ type: 'MODIFIED' });
  });

  test('a subscriber may hear only of what a kind owns, and only of what is born with a field', () => {
    const state = host();
    state.store.subscriptions.push(
      { resource: 'things', owner: 'owner', delay: 0, ownedBy: 'Box' },
      { resource: 'things', owner: 'birth', delay: 0, bornWith: 'size' },
    );
    const box = { apiVersion: 'v1', kind: 'Box', name: 'b', uid: 'u' };
    const owned = thing('a');
    createObject(state, 'things', { ...owned, metadata: { ...owned.metadata, ownerReferences: [box] } });
    const placed = createObject(state, 'things', thing('b', { spec: { size: 1 } }));
    updateObject(state, 'things', { ...placed, status: {} });
    createObject(state, 'things', thing('c'));
    const heard = plannedEntries(state.agenda).map(({ owner, payload }) => [
      owner,
      (payload as StoreChange).object.metadata.name,
    ]);
    expect(heard).toEqual([
      ['owner', 'a'],
      ['birth', 'b'],
    ]);
  });

  test('of the status of a settled object a subscriber may hear only when the phase changes', () => {
    const state = host();
    state.store.subscriptions.push({ resource: 'things', owner: 'scheduler', delay: 0, settledWith: 'size' });
    const heard = (object: Thing): boolean => {
      updateObject(state, 'things', object);
      return takeEntry(state.agenda) !== undefined;
    };
    const bare = { ...thing('a'), metadata: { ...thing('a').metadata, generation: 1 } };
    createObject(state, 'things', bare);
    const settled = { ...bare, spec: { size: 1 } };
    const running = { ...settled, status: { phase: 'Running' } };
    takeEntry(state.agenda);
    expect([
      heard({ ...bare, status: { ready: true } }),
      heard(settled),
      heard({ ...settled, status: { ready: true } }),
      heard(running),
      heard({ ...running, status: { phase: 'Running', ready: true } }),
      heard({ ...running, metadata: { ...running.metadata, generation: 2 } }),
    ]).toEqual([true, true, false, true, false, true]);
  });

  test('a change of status alone is told from a change of spec or labels', () => {
    const state = host();
    const first = createObject(state, 'things', thing('a', { spec: { size: 1 } }));
    const second = updateObject(state, 'things', { ...first, status: { phase: 'Running' } });
    const third = updateObject(state, 'things', { ...second, spec: { size: 2 } });
    updateObject(state, 'things', { ...third, metadata: { ...third.metadata, labels: { a: 'b' } } });
    expect(changesOf(state).map(isStatusOnly)).toEqual([false, true, false, false]);
  });

  test('an event is about the object that it involves', () => {
    const event = {
      ...thing('kiada.1'),
      kind: 'Event',
      involvedObject: { kind: 'Pod', namespace: 'default', name: 'kiada' },
    };
    expect([subjectOf(event), subjectOf(thing('a')), keyOf(undefined, 'n1')]).toEqual([
      'pod/default/kiada',
      'thing/default/a',
      'n1',
    ]);
  });

  test('replaying the timeline gives the same objects, with versions that only grew', () => {
    const operation = fc.record({
      name: fc.constantFrom('a', 'b', 'c'),
      kind: fc.constantFrom('write', 'remove'),
      size: fc.nat(9),
    });
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 60 }), (operations) => {
        const state = host();
        for (const { name, kind, size } of operations) {
          const known = getObject(state.store, 'things', `default/${name}`);
          if (kind === 'remove') {
            if (known) removeObject(state, 'things', known);
          } else if (known) updateObject(state, 'things', { ...known, spec: { size } } as Thing);
          else createObject(state, 'things', thing(name, { spec: { size } }));
        }
        const replayed = new Map<string, KubeObject>();
        for (const { type, object } of changesOf(state))
          if (type === 'DELETED') replayed.delete(objectKey(object));
          else replayed.set(objectKey(object), object);
        const versions = changesOf(state).map(({ object }) => Number(object.metadata.resourceVersion));
        expect([...replayed.values()].toSorted((a, b) => (objectKey(a) < objectKey(b) ? -1 : 1))).toEqual(
          listObjects(state.store, 'things'),
        );
        expect(versions).toEqual(versions.toSorted((a, b) => a - b));
      }),
    );
  });
});
