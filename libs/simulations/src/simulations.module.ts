/** Composes the engines' modules into the cluster, and serves simulations of it. */
import { Module, type DynamicModule } from '@nestjs/common';
import { createCluster, type ClusterEngines } from '#cluster';
import { CONTROLLERS, ControllersModule } from '#controllers/module';
import { HookEngineModule } from '#hook-engine/module';
import { KUBELET, KubeletModule } from '#kubelet/module';
import { ProbeEngineModule } from '#probe-engine/module';
import { RUNTIME, RuntimeModule } from '#runtime/module';
import { SCHEDULER, SchedulerModule } from '#scheduler/module';
import { defaultLimits, type SimulationLimits } from './limits.ts';
import { SimulationsService, type NewSimulation } from './simulations.service.ts';
import { systemWallClock, WALL_CLOCK, type WallClock } from './wall-clock.ts';

/** Injection token of the cluster that all simulations share: it has no state. */
export const CLUSTER = Symbol('CLUSTER');

/** What an integrator may bring: handlers and plugins of their own, limits, and the default simulation. */
export interface SimulationsOptions {
  readonly probes?: Parameters<typeof ProbeEngineModule.register>[0];
  readonly hooks?: Parameters<typeof HookEngineModule.register>[0];
  readonly plugins?: Parameters<typeof SchedulerModule.register>[0];
  readonly limits?: Partial<SimulationLimits>;
  /** Three nodes and real time if absent. */
  readonly defaultSimulation?: NewSimulation;
}

@Module({})
export class SimulationsModule {
  static register(options: SimulationsOptions = {}): DynamicModule {
    const engines = [ProbeEngineModule.register(options.probes), HookEngineModule.register(options.hooks)];
    return {
      module: SimulationsModule,
      global: true,
      imports: [
        RuntimeModule,
        SchedulerModule.register(options.plugins),
        ControllersModule.register(),
        KubeletModule.register({ imports: engines }),
      ],
      providers: [clusterProvider, { provide: WALL_CLOCK, useValue: systemWallClock }, serviceProvider(options)],
      exports: [SimulationsService],
    };
  }
}

const clusterProvider = {
  provide: CLUSTER,
  inject: [RUNTIME, SCHEDULER, CONTROLLERS, KUBELET],
  useFactory: (
    runtime: ClusterEngines['runtime'],
    scheduler: ClusterEngines['scheduler'],
    controllers: ClusterEngines['controllers'],
    kubelet: ClusterEngines['kubelet'],
  ) => createCluster({ runtime, scheduler, controllers, kubelet }),
};

const serviceProvider = ({ limits, defaultSimulation }: SimulationsOptions) => ({
  provide: SimulationsService,
  inject: [CLUSTER, WALL_CLOCK],
  useFactory: (cluster: ReturnType<typeof createCluster>, wall: WallClock): SimulationsService => {
    const service = new SimulationsService(cluster, wall, { ...defaultLimits, ...limits });
    service.createDefault({ nodes: 3, clock: { mode: 'real-time', rate: 1 }, ...defaultSimulation });
    return service;
  },
});
