/** The server as one module: simulations, and the libs that serve them. */
import { Module, type DynamicModule } from '@nestjs/common';
import { ControlRestModule } from '#control-rest';
import { EventStreamModule } from '#event-stream';
import { KubeRestModule } from '#kube-rest';
import { SimulationsModule, type SimulationsOptions } from '#simulations';

@Module({})
export class AppModule {
  static register(options: SimulationsOptions = {}): DynamicModule {
    return {
      module: AppModule,
      imports: [SimulationsModule.register(options), ControlRestModule, KubeRestModule, EventStreamModule],
    };
  }
}
