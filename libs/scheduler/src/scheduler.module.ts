/** Nest module of the scheduler: binds the engine and its plugin tables to a token. */
import { type DynamicModule, Module } from '@nestjs/common';
import { createScheduler, type SchedulerPlugins } from './index.ts';

/** Injection token of the {@link Scheduler}. */
export const SCHEDULER = Symbol('SCHEDULER');

@Module({})
export class SchedulerModule {
  /** A table that is given replaces the default one. */
  static register(plugins: Partial<SchedulerPlugins> = {}): DynamicModule {
    return {
      module: SchedulerModule,
      providers: [{ provide: SCHEDULER, useFactory: () => createScheduler(plugins) }],
      exports: [SCHEDULER],
    };
  }
}
