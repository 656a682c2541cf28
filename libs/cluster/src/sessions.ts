/** Sessions as commands of a simulation: opened in a pod by its name, written to, and closed. */
import { record } from '#kernel';
import { closeSession, closeSessionInput, openExec, openRequest, writeToSession } from '#runtime';
import { locatePod, type PodName } from './faults/fault.ts';
import type { Simulation } from './simulation.ts';

/** Plain data; `session` is chosen by whoever opens it. */
export type SessionAction =
  | (PodName & {
      readonly kind: 'exec';
      readonly session: string;
      readonly container: string;
      readonly command: readonly string[];
      readonly stdin: boolean;
      readonly tty: boolean;
    })
  | (PodName & {
      readonly kind: 'request';
      readonly session: string;
      readonly port: number;
      readonly path: string;
      readonly userAgent: string;
    })
  | { readonly kind: 'input'; readonly session: string; readonly text: string }
  | { readonly kind: 'end-input'; readonly session: string }
  | { readonly kind: 'close'; readonly session: string };

type Of<K extends SessionAction['kind']> = Extract<SessionAction, { kind: K }>;
type Handler<K extends SessionAction['kind']> = (simulation: Simulation, action: Of<K>) => string | undefined;

const handlers: { readonly [K in SessionAction['kind']]: Handler<K> } = {
  exec: (simulation, action) => {
    const place = locatePod(simulation, action);
    const id = place && containerIdOf(simulation, { ...place, container: action.container });
    if (!place || id === undefined) return `container not found ("${action.container}")`;
    openExec(simulation, { ...action, ref: { ...place, id } });
    return undefined;
  },
  request: (simulation, action) => {
    const place = locatePod(simulation, action);
    if (!place) return `pod not found ("${action.pod}_${action.namespace}")`;
    openRequest(simulation, { ...action, ref: place });
    return undefined;
  },
  input: (simulation, { session, text }) => void writeToSession(simulation, session, text),
  'end-input': (simulation, { session }) => void closeSessionInput(simulation, session),
  close: (simulation, { session }) => void closeSession(simulation, session),
};

/** Applies an action; the text says why nothing was opened. What comes of it has the action as its cause. */
export function applySession(simulation: Simulation, action: SessionAction): string | undefined {
  const { kind, ...about } = action;
  record(simulation, 'command', '', { session: kind, ...shownOf(about) });
  const handle = handlers[kind] as Handler<SessionAction['kind']>; // the table is keyed by the kind
  return handle(simulation, action as never); // of the handler's kind
}

/** Ids of sessions are not part of the story: two runs with the same commands tell the same one. */
function shownOf({ session: _id, ...about }: Omit<SessionAction, 'kind'>): object {
  return about;
}

function containerIdOf(
  { runtime }: Simulation,
  { node, uid, container }: { readonly node: string; readonly uid: string; readonly container: string },
): string | undefined {
  const pod = runtime.nodes.get(node)?.pods.get(uid);
  return pod?.containers.findLast(({ name, state }) => name === container && state === 'running')?.id;
}
