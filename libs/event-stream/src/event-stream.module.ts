/** The event stream: timelines over Socket.IO. */
import { Module } from '@nestjs/common';
import { SimulationsService } from '#simulations';
import { StreamPump } from './stream-pump.ts';
import { TimelineGateway } from './timeline.gateway.ts';
import { TimelineStreams } from './timeline-streams.ts';

@Module({
  providers: [
    StreamPump,
    {
      provide: TimelineStreams,
      inject: [SimulationsService, StreamPump],
      useFactory: (simulations: SimulationsService, pump: StreamPump) => new TimelineStreams(simulations, pump),
    },
    TimelineGateway,
  ],
})
export class EventStreamModule {}
