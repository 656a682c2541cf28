/** The Kubernetes API over HTTP. */
import { Module } from '@nestjs/common';
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
export class KubeRestModule {}
