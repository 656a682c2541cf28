/** Public face of the hook engine. */
export { defaultHookHandlers, hookHandlers, type HookHandlers } from './handlers/index.ts';
export type { HookAct, HookHandler, HookResult, HookTarget } from './handlers/handler.ts';
export { createHookEngine, type HookEngine, type HookRun } from './hook-engine.ts';
