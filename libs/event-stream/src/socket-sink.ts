/** A socket as a place to send to that says when it has enough: what waits in its connection is counted. */
import type { Socket } from 'socket.io';
import type { Sink } from './subscription.ts';

type Connection = Socket['conn'];

/** Packets that may wait in a connection for the ones before to be handed to the system. */
const QUEUED_MAX = 8;

const queues = new WeakMap<Connection, { packets: number }>();

/** The count of packets that wait, kept up to date from the connection's own events. */
function queueOf(connection: Connection): { readonly packets: number } {
  const known = queues.get(connection);
  if (known) return known;
  const queue = { packets: 0 };
  queues.set(connection, queue);
  connection.on('packetCreate', () => (queue.packets += 1));
  connection.on('drain', () => (queue.packets = 0));
  return queue;
}

export function sinkOf(socket: Socket): Sink {
  const queue = queueOf(socket.conn);
  return {
    get isReady() {
      return queue.packets < QUEUED_MAX;
    },
    whenReady: (action) => void socket.conn.once('drain', action),
    emit: (event, ...data) => void socket.emit(event, ...data),
  };
}
