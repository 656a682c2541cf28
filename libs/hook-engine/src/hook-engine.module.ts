/** Binds the hook engine to its DI token; handlers from outside are tried before our own. */
import { Module, type DynamicModule } from '@nestjs/common';
import { defaultHookHandlers, type HookHandlers } from './handlers/index.ts';
import { createHookEngine } from './hook-engine.ts';

export const HOOK_ENGINE = Symbol('HOOK_ENGINE');

@Module({})
export class HookEngineModule {
  static register(options: { handlers?: HookHandlers } = {}): DynamicModule {
    const useFactory = () => createHookEngine([...(options.handlers ?? []), ...defaultHookHandlers]);
    return { module: HookEngineModule, providers: [{ provide: HOOK_ENGINE, useFactory }], exports: [HOOK_ENGINE] };
  }
}
