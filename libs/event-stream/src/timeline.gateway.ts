/** The socket channel `/timeline`: subscribe, unsubscribe. */
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  type OnGatewayDisconnect,
} from '@nestjs/websockets';
import type { Socket } from 'socket.io';
import { SocketInput } from './socket-input.decorator.ts';
import { SubscribeDto, UnsubscribeDto } from './subscribe.dto.ts';
import { TimelineStreams } from './timeline-streams.ts';

@SocketInput()
@WebSocketGateway({ namespace: '/timeline' })
export class TimelineGateway implements OnGatewayDisconnect {
  constructor(private readonly streams: TimelineStreams) {}

  @SubscribeMessage('subscribe')
  subscribe(@ConnectedSocket() socket: Socket, @MessageBody() body: SubscribeDto) {
    return this.streams.subscribe(socket, body);
  }

  @SubscribeMessage('unsubscribe')
  unsubscribe(@ConnectedSocket() socket: Socket, @MessageBody() { simulation }: UnsubscribeDto) {
    this.streams.unsubscribe(socket, simulation);
    return { ok: true };
  }

  handleDisconnect(socket: Socket): void {
    this.streams.unsubscribe(socket);
  }
}
