/** Binds the probe engine to its DI token; handlers from outside are tried before our own. */
import { Module, type DynamicModule } from '@nestjs/common';
import { defaultProbeHandlers, type ProbeHandlers } from './handlers/index.ts';
import { createProbeEngine } from './probe-engine.ts';

export const PROBE_ENGINE = Symbol('PROBE_ENGINE');

@Module({})
export class ProbeEngineModule {
  static register(options: { handlers?: ProbeHandlers } = {}): DynamicModule {
    const useFactory = () => createProbeEngine([...(options.handlers ?? []), ...defaultProbeHandlers]);
    return { module: ProbeEngineModule, providers: [{ provide: PROBE_ENGINE, useFactory }], exports: [PROBE_ENGINE] };
  }
}
