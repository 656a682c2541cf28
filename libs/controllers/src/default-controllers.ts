/** The controllers that run by default, in the order in which they hear of a change. */
import type { Controller } from './controller.ts';
import { namespaceController } from './namespaces/namespace.ts';
import { nodeLifecycle } from './nodes/node-lifecycle.ts';
import { podGC } from './nodes/pod-gc.ts';
import { taintEviction } from './nodes/taint-eviction.ts';

export const DEFAULT_CONTROLLERS: readonly Controller[] = [nodeLifecycle, taintEviction, podGC, namespaceController];
