/** What the kubelet last saw of a pod in the runtime: the newest instances and the sandbox that counts. */
import type { Instant } from '#kernel';
import type { RuntimeContainer, Sandbox } from '#runtime';

/** Immutable: a relist replaces it. Lists are oldest first. */
export interface PodView {
  readonly at: Instant;
  readonly sandboxes: readonly Sandbox[];
  readonly containers: readonly RuntimeContainer[];
  /** The pod's own address; kept from the last sandbox that had one. */
  readonly podIP: string;
}

export const emptyView: PodView = { at: -1, sandboxes: [], containers: [], podIP: '' };

/** The newest instance of a container over all sandboxes. */
export function newestInstance(view: PodView, name: string): RuntimeContainer | undefined {
  return view.containers.findLast((container) => container.name === name);
}

/** The newest instance of a container that belongs to the current ready sandbox. */
export function activeInstance(view: PodView, name: string): RuntimeContainer | undefined {
  const sandbox = view.sandboxes.at(-1);
  if (sandbox?.state !== 'ready') return undefined;
  return view.containers.findLast((container) => container.name === name && container.sandboxId === sandbox.id);
}

export const runningContainers = (view: PodView): readonly RuntimeContainer[] =>
  view.containers.filter(({ state }) => state === 'running');

/** How two views differ, as far as it makes the kubelet act. */
export function changesBetween(
  before: PodView,
  after: PodView,
): { readonly isSyncNeeded: boolean; readonly died: readonly string[] } {
  const died: string[] = [];
  let isSyncNeeded =
    after.sandboxes !== before.sandboxes && after.sandboxes.some((sandbox) => hasTurned(before, sandbox));
  for (const { id, state, name } of after.containers === before.containers ? [] : after.containers) {
    if (state !== 'exited' && state !== 'running') continue;
    if (before.containers.some((old) => old.id === id && old.state === state)) continue;
    isSyncNeeded = true;
    if (state === 'exited') died.push(name);
  }
  return { isSyncNeeded, died };
}

/** A sandbox that became ready or stopped being so. */
function hasTurned(before: PodView, { id, state }: Sandbox): boolean {
  const wasReady = before.sandboxes.some((old) => old.id === id && old.state === 'ready');
  return (state === 'ready') !== wasReady;
}
