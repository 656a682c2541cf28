/** The control API: simulations, their clocks, timelines, objects and faults. */
import { Module } from '@nestjs/common';
import { SimulationsService } from '#simulations';
import { ControlService } from './control.service.ts';
import { SimulationsController } from './simulations.controller.ts';

@Module({
  controllers: [SimulationsController],
  providers: [
    {
      provide: ControlService,
      inject: [SimulationsService],
      useFactory: (simulations: SimulationsService) => new ControlService(simulations),
    },
  ],
})
export class ControlRestModule {}
