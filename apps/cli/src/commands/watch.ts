/** `podlab watch`: follows the timeline of a simulation on a server. */
import { io, type Socket } from 'socket.io-client';
import type { TimelineEntry } from '#kernel';
import { createRenderer } from '../render/timeline.ts';

export interface WatchOptions {
  readonly server: string;
  readonly simulation: string;
  readonly after?: number;
  readonly pod?: string;
  readonly all: boolean;
  readonly json: boolean;
}

type Acknowledgement =
  | { readonly ok: true; readonly from: number; readonly head: number }
  | { readonly ok: false; readonly error: { readonly field?: string; readonly message: string } };

/** Prints entries until the server refuses or the user leaves. */
export async function watchServer(options: WatchOptions): Promise<number> {
  const socket = io(`${options.server}/timeline`, { transports: ['websocket'] });
  const render = createRenderer({ isAll: options.all, origin: 0 });
  let last = options.after;
  socket.on('entries', (entries: readonly TimelineEntry[]) => {
    for (const entry of entries) print(entry, options.json, render);
    last = entries.at(-1)?.seq ?? last;
  });
  socket.on('lag', ({ behind }: { behind: number }) => console.error(`podlab: ${behind} entries behind`));
  socket.on('gap', ({ from, to }: { from: number; to: number }) =>
    console.error(`podlab: entries ${from} to ${to} are no longer kept`),
  );
  return new Promise((resolve) => {
    const refuse = (message: string): void => {
      console.error(`podlab: ${message}`);
      socket.close();
      resolve(1);
    };
    // After a broken connection the server is asked for what came since the last entry.
    socket.on('connect', () =>
      subscribe(socket, { ...options, ...(last === undefined ? {} : { after: last }) }, refuse),
    );
    socket.on('connect_error', (error: Error) => {
      if (last === options.after) refuse(`cannot reach ${options.server}: ${error.message}`);
    });
    const leave = (): void => {
      socket.close();
      resolve(0);
    };
    socket.on('end', ({ reason }: { reason: string }) => {
      console.error(`podlab: the simulation has ended (${reason})`);
      leave();
    });
    process.once('SIGINT', leave);
  });
}

function subscribe(socket: Socket, { simulation, after, pod }: WatchOptions, refuse: (message: string) => void): void {
  const message = {
    simulation,
    ...(after === undefined ? {} : { after }),
    ...(pod === undefined ? {} : { filter: { pod } }),
  };
  socket.emit('subscribe', message, (answer: Acknowledgement) => {
    if (!answer.ok) refuse(`${answer.error.field ?? 'subscribe'}: ${answer.error.message}`);
  });
}

function print(entry: TimelineEntry, isJson: boolean, render: (entry: TimelineEntry) => readonly string[]): void {
  if (isJson) console.log(JSON.stringify(entry));
  else for (const line of render(entry)) console.log(line);
}
