/** Nest module of the controllers: binds the engine and its table to a token. */
import { type DynamicModule, Module } from '@nestjs/common';
import { createControllers, DEFAULT_CONTROLLERS, type Controller } from './index.ts';

/** Injection token of the {@link Controllers}. */
export const CONTROLLERS = Symbol('CONTROLLERS');

@Module({})
export class ControllersModule {
  /** Further controllers run beside the default ones; a simulation must subscribe to what they hear of. */
  static register(table: readonly Controller[] = DEFAULT_CONTROLLERS): DynamicModule {
    return {
      module: ControllersModule,
      providers: [{ provide: CONTROLLERS, useFactory: () => createControllers(table) }],
      exports: [CONTROLLERS],
    };
  }
}
