/** What processes ask of the network and what comes back. A machine has no network of its own: its caller carries requests out. */
import type { Machine, Process } from './machine-state.ts';
import type { NetworkReply, NetworkRequest, Talk } from './network-talk.ts';

export interface RequestUnderWay {
  readonly pid: number;
  readonly ticket: number;
  readonly request: NetworkRequest;
}

/** Requests that nobody has carried out yet; each is handed out once. */
export function takeRequests({ processes, home }: Machine): RequestUnderWay[] {
  const requests: RequestUnderWay[] = [];
  for (const { pid, wait, home: own } of processes.values()) {
    if (own !== home || wait?.kind !== 'reply' || wait.isSent) continue;
    wait.isSent = true;
    requests.push({ pid, ticket: wait.ticket, request: wait.request });
  }
  return requests;
}

/** A reply has come; it is void when the process has given up, or is gone. `nowhere` only shortens the wait. */
export function giveReply(
  machine: Machine,
  pid: number,
  { ticket, reply }: { ticket: number; reply: NetworkReply },
): void {
  const process = machine.processes.get(pid);
  const talk = process && talkOf(process);
  if (!process || talk?.ticket !== ticket || process.wait?.kind !== 'reply') return;
  if (reply.kind === 'nowhere') {
    talk.isNowhere = true;
    process.wait.until = Math.min(process.wait.until ?? Infinity, process.wait.connectUntil);
  } else {
    endAsking(talk, reply);
    process.wait = null;
  }
}

const talkOf = ({ task }: Process): Talk | null => (task.kind === 'program' ? task.memory.talk : null);

/** What was asked is answered, by whatever came or did not come. */
export function endAsking(talk: Talk, reply: NetworkReply): void {
  talk.replies.push(reply);
  talk.ticket = 0;
  talk.isNowhere = false;
}
