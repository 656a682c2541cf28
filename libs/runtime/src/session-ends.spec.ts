/** The ends of sessions. */
import { expect, it } from '@jest/globals';
import { runningApp, runUntil } from '../test/trial.ts';
import { endSessions, settleSessions } from './session-ends.ts';
import { openExec, readSession } from './sessions.ts';

it('a machine that nobody has a session with has nothing to settle', () => {
  const { trial, ref } = runningApp({ userLand: { argv: ['sleep', '99'], dialect: 'ash' } });
  runUntil(trial, 0);
  const opened = trial.host.runtime.nodes.get(ref.node)?.machines.get(ref.id);
  if (!opened) throw new Error('no machine');
  settleSessions(trial.host, opened);
  expect(opened.sessions).toBeUndefined();
});

it('all sessions of a container end with it, killed', () => {
  const { trial, ref } = runningApp({ userLand: { argv: ['sleep', '99'], dialect: 'ash' } });
  runUntil(trial, 0);
  openExec(trial.host, { session: 's', ref, command: ['sleep', '9'], stdin: false, tty: false });
  const opened = trial.host.runtime.nodes.get(ref.node)?.machines.get(ref.id);
  if (opened) endSessions(trial.host, opened);
  expect(readSession(trial.host, 's', { stdout: 0, stderr: 0 })?.end).toEqual({ kind: 'exited', code: 137 });
});
