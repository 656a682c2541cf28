/** The Kubernetes API over HTTP. */
import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { SimulationsService } from '#simulations';
import { KubeController } from './kube.controller.ts';
import { KubeService } from './kube.service.ts';

@Module({
  controllers: [KubeController],
  providers: [
    {
      provide: KubeService,
      inject: [SimulationsService],
      useFactory: (simulations: SimulationsService) => new KubeService(simulations),
    },
  ],
})
export class KubeRestModule implements OnApplicationBootstrap {
  constructor(
    private readonly kube: KubeService,
    private readonly host: HttpAdapterHost,
  ) {}

  onApplicationBootstrap(): void {
    this.kube.listenForUpgrades(this.host.httpAdapter.getHttpServer());
  }
}
