/** What the kubelet reads from a look at the runtime, and what of it wakes a pod's worker. */
import { describe, expect, it } from '@jest/globals';
import { created, exited, instance, running, sandbox, view } from '../test/builders.ts';
import { activeInstance, changesBetween, emptyView, newestInstance, runningContainers } from './pod-view.ts';

const older = instance('app', exited(1));
const newer = instance('app', { ...running, attempt: 1 });

describe('a view of a pod', () => {
  it('knows the newest instance of a container, whatever its sandbox', () => {
    expect(newestInstance(view([older, newer]), 'app')?.id).toBe('app-1');
    expect(newestInstance(view([{ ...older, sandboxId: 'gone' }]), 'app')?.id).toBe('app-0');
    expect(newestInstance(view([older]), 'other')).toBeUndefined();
  });

  it('counts as active only what belongs to the ready sandbox', () => {
    expect(activeInstance(view([older, newer]), 'app')?.id).toBe('app-1');
    expect(activeInstance(view([{ ...older, sandboxId: 'gone' }]), 'app')).toBeUndefined();
    expect(activeInstance(view([newer], [sandbox({ state: 'notready' })]), 'app')).toBeUndefined();
    expect(activeInstance(emptyView, 'app')).toBeUndefined();
  });

  it('lists what runs', () => {
    expect(runningContainers(view([older, newer])).map(({ id }) => id)).toEqual(['app-1']);
  });
});

describe('the change between two views', () => {
  const nothing = { isSyncNeeded: false, died: [] };
  const ready = [sandbox()];

  it.each([
    ['nothing happened', view([newer], ready), view([newer], ready), nothing],
    ['a container was created only', view([], ready), view([instance('app', created)], ready), nothing],
    ['a container started', view([], ready), view([newer], ready), { isSyncNeeded: true, died: [] }],
    [
      'a container exited',
      view([newer], ready),
      view([{ ...newer, ...exited(1) }], ready),
      { isSyncNeeded: true, died: ['app'] },
    ],
    [
      'a container started and exited unseen',
      view([], ready),
      view([older], ready),
      { isSyncNeeded: true, died: ['app'] },
    ],
    ['a dead container was removed', view([older, newer], ready), view([newer], ready), nothing],
    ['a sandbox became ready', emptyView, view([], ready), { isSyncNeeded: true, died: [] }],
    ['a sandbox died', view([], ready), view([], [sandbox({ state: 'notready' })]), { isSyncNeeded: true, died: [] }],
    ['a dead sandbox appeared', emptyView, view([], [sandbox({ state: 'notready' })]), nothing],
  ])('when %s', (_situation, before, after, expected) => {
    expect(changesBetween(before, after)).toEqual(expected);
  });
});
