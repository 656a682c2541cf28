/** The hook engine: runs a postStart or preStop hook and answers the kubelet when it is done. Keeps no state of its own. */
import { InvariantError, SECOND, type Address, type AgendaEntry } from '#kernel';
import type { LifecycleHandler } from '#kube-api';
import { answer, ask, type Asking, type Outcome, type RuntimeHost } from '#runtime';
import type { HookHandler, HookResult, HookTarget } from './handlers/handler.ts';
import { defaultHookHandlers, type HookHandlers } from './handlers/index.ts';

/** A hook to run; plain data, for it rides in agenda entries. */
export interface HookRun {
  readonly hook: LifecycleHandler;
  readonly target: HookTarget;
  readonly asking: Asking;
}

export interface HookEngine {
  /** Runs a hook; the reply carries a {@link HookResult}. A hook that hangs never answers. */
  run(host: RuntimeHost, run: HookRun, reply: Address): void;
  handle(host: RuntimeHost, entry: AgendaEntry): void;
}

interface Payload {
  readonly run: HookRun;
  readonly reply: Address;
  readonly result: Outcome;
}

/** @source kubelet v1.37 pkg/kubelet/lifecycle/handlers.go */
export function createHookEngine(handlers: HookHandlers = defaultHookHandlers): HookEngine {
  const find = (hook: LifecycleHandler): [HookHandler<unknown>, unknown] => {
    for (const handler of handlers) {
      const part = handler.select(hook);
      if (part !== undefined) return [handler, part];
    }
    throw new InvariantError('a lifecycle hook without a handler');
  };
  const judge = (run: HookRun, outcome: Outcome): HookResult => {
    const [handler, part] = find(run.hook);
    return handler.judge(part, outcome, run.target);
  };
  return {
    run: (host, run, reply) => {
      const [handler, part] = find(run.hook);
      const act = handler.act(part, run.target);
      if (act.kind === 'invalid')
        return answer(host, reply, { kind: 'failed', message: act.message } satisfies HookResult);
      if (act.kind === 'wait') return answer(host, reply, { kind: 'ok' } satisfies HookResult, act.seconds * SECOND);
      const outcome = ask(host, run.asking, act.call, { owner: 'hook', kind: 'outcome', payload: { run, reply } });
      if (outcome) answer(host, reply, judge(run, outcome));
    },
    handle: (host, entry) => {
      const { run, reply, result } = entry.payload as Payload; // written by run above, completed by the runtime
      answer(host, reply, judge(run, result));
    },
  };
}
