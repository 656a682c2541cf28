/** Binds the kubelet engine to its DI token, on the probe and hook engines of their own modules. */
import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import type { HookEngine } from '#hook-engine';
import { HOOK_ENGINE } from '#hook-engine/module';
import type { ProbeEngine } from '#probe-engine';
import { PROBE_ENGINE } from '#probe-engine/module';
import { createKubelet } from './kubelet.ts';

export const KUBELET = Symbol('KUBELET');

@Module({})
export class KubeletModule {
  /** `imports` bring the modules that provide the probe and hook engines. */
  static register(options: Pick<ModuleMetadata, 'imports'>): DynamicModule {
    const useFactory = (probes: ProbeEngine, hooks: HookEngine) => createKubelet({ probes, hooks });
    return {
      module: KubeletModule,
      imports: options.imports ?? [],
      providers: [{ provide: KUBELET, useFactory, inject: [PROBE_ENGINE, HOOK_ENGINE] }],
      exports: [KUBELET],
    };
  }
}
