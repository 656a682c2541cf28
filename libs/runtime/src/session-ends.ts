/** The ends of sessions: their process has ended, or the container around it. */
import { takeExit } from '#shell';
import type { ContainerMachine, RuntimeHost } from './runtime-state.ts';

/** Sessions whose processes have ended are told so; called whenever the machine has run. */
export function settleSessions({ runtime }: RuntimeHost, { machine, sessions }: ContainerMachine): void {
  if (!sessions) return;
  for (const [pid, id] of sessions) {
    const exit = takeExit(machine, pid);
    const session = exit && runtime.sessions.get(id);
    if (session) session.end = { kind: 'exited', code: exit.code };
    if (exit) sessions.delete(pid);
  }
}

const KILLED = 137;

/** The container has ended, and all that ran in it. */
export function endSessions({ runtime }: RuntimeHost, { sessions }: ContainerMachine): void {
  for (const id of sessions?.values() ?? []) {
    const session = runtime.sessions.get(id);
    if (session) session.end = { kind: 'exited', code: KILLED };
  }
  sessions?.clear();
}
