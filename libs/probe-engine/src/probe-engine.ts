/** The probe engine: tickers, attempts, time-outs and thresholds. What is asked and what answers mean is in the handlers. */
import { joinCauses, noCauses, plan, record, SECOND, type AgendaEntry, type Millis } from '#kernel';
import { isSidecar, type Container, type ContainerStatus } from '#kube-api';
import { ask, type Call, type Outcome } from '#runtime';
import { defaultProbeHandlers, type ProbeHandlers } from './handlers/index.ts';
import type { Asked, ProbeHandler, ProbeTarget, Verdict } from './handlers/handler.ts';
import { bareId, decide, findStatus } from './probe-decision.ts';
import { probeTypeNames, probeTypes, type ProbeResult } from './probe-types.ts';
import {
  addressOfPod,
  findWorker,
  createWorker,
  type Attempt,
  type ProbeHost,
  type ProbeWorker,
} from './probe-worker.ts';

/** The kubelet as the engine needs it. */
export interface ProbeClient {
  warn(host: ProbeHost, worker: ProbeWorker, event: { readonly reason: string; readonly message: string }): void;
  /** A result of an instance changed. */
  changed(host: ProbeHost, worker: ProbeWorker): void;
}

/** How probes go on under a kubelet that was started anew. */
export interface Resumption {
  readonly client: ProbeClient;
  /** How long a worker of a period sleeps before its first turn; `undefined`: not at all. */
  readonly delayOf: (period: Millis) => Millis | undefined;
  /** True for a container whose state of before holds until a probe says otherwise. */
  readonly isKept: (status: ContainerStatus) => boolean;
}

/** A pod and where it runs. */
export type ProbePlace = Pick<ProbeWorker, 'node' | 'hostIP' | 'owner'>;

export interface ProbeEngine {
  /** Creates the missing workers of a pod. */
  addPod(host: ProbeHost, place: ProbePlace, client: ProbeClient): void;
  /** The same for a pod that was there before its kubelet. */
  resumePod(host: ProbeHost, place: ProbePlace, how: Resumption): void;
  /** Asks at once, out of turn; the ticker starts anew. */
  trigger(host: ProbeHost, worker: ProbeWorker): void;
  /** Ends the workers that `which` accepts. */
  removeWorkers(host: ProbeHost, uid: string, which: (worker: ProbeWorker) => boolean): void;
  handle(host: ProbeHost, entry: AgendaEntry, client: ProbeClient): void;
}

const ERROR_TRIES = 3;
const MAX_REDIRECTS = 10;

interface Turn {
  readonly host: ProbeHost;
  readonly worker: ProbeWorker;
  readonly client: ProbeClient;
  readonly handlers: ProbeHandlers;
}

/** The worker itself, not its name: ticks are the most frequent entries, and looking it up would cost more than asking. */
interface Payload {
  readonly worker: ProbeWorker;
  readonly token: number;
  readonly result?: Outcome;
}

/**
 * @source kubelet v1.37 pkg/kubelet/prober/worker.go, prober.go
 */
export function createProbeEngine(handlers: ProbeHandlers = defaultProbeHandlers): ProbeEngine {
  return {
    addPod: (host, place, client) => addPod({ host, client, handlers }, place),
    resumePod: (host, place, how) => addPod({ host, client: how.client, handlers }, place, how),
    trigger: (host, worker) => planWorker(host, worker, { kind: 'trigger', delay: 0, token: worker.ticker }),
    removeWorkers,
    handle: (host, entry, client) => {
      const { worker, token, result } = entry.payload as Payload; // written by planWorker
      if (!worker.isRemoved)
        steps[entry.kind as StepKind]({ host, worker, client, handlers }, { token, result, causes: entry.causes }); // our own kinds
    },
  };
}

type StepKind = 'tick' | 'again' | 'trigger' | 'reply' | 'timeout';

interface Step {
  readonly token: number;
  readonly result: Outcome | undefined;
  readonly causes: readonly number[];
}

const steps: Readonly<Record<StepKind, (turn: Turn, step: Step) => void>> = {
  tick: (turn, { token, causes }) => {
    const { host, worker } = turn;
    if (token !== worker.ticker) return; // the ticker was reset meanwhile
    startTicker(host, worker, worker.nextTickAt + periodOf(worker) - host.now, causes);
    if (worker.attempt) worker.pending = worker.pending === 'trigger' ? 'trigger' : 'tick';
    else doProbe(turn);
  },
  // A tick that came while a probe was under way is made up for at once; the ticker keeps its phase.
  again: (turn) => {
    if (!turn.worker.attempt) doProbe(turn);
  },
  trigger: (turn, { causes }) => {
    const { host, worker } = turn;
    if (worker.attempt) return void (worker.pending = 'trigger');
    worker.ticker += 1;
    startTicker(host, worker, periodOf(worker), causes);
    doProbe(turn);
  },
  reply: (turn, { token, result }) => {
    if (turn.worker.attempt?.token === token && result) settle(turn, result);
  },
  timeout: (turn, { token }) => {
    const { worker } = turn;
    if (worker.attempt?.token !== token) return;
    const [handler, part] = handlerOf(turn);
    const message = worker.attempt.failure ?? handler.timedOut(part, worker.attempt.target);
    finish(turn, { kind: 'failure', message });
  },
};

const periodOf = (worker: ProbeWorker): Millis => (worker.probe.periodSeconds ?? 10) * SECOND;
const timeoutOf = (worker: ProbeWorker): Millis => (worker.probe.timeoutSeconds ?? 1) * SECOND;

function startTicker(
  host: ProbeHost,
  worker: ProbeWorker,
  delay: Millis,
  causes: readonly number[] = host.causes,
): void {
  worker.nextTickAt = host.now + delay;
  const own = host.causes;
  host.causes = causes; // a tick is caused by what started the ticker, not by the probe before it
  planWorker(host, worker, { kind: 'tick', delay, token: worker.ticker });
  host.causes = own;
}

function planWorker(
  host: ProbeHost,
  worker: ProbeWorker,
  what: { kind: StepKind; delay: Millis; token: number },
): void {
  plan(host, what.delay, addressOf(worker, what.kind, what.token));
}

function addressOf(
  worker: ProbeWorker,
  kind: StepKind,
  token: number,
): { owner: string; kind: string; payload: Payload } {
  return { owner: 'probe', kind, payload: { worker, token } };
}

type NewTurn = Omit<Turn, 'worker'>;

function addPod(context: NewTurn, place: ProbePlace, how?: Resumption): void {
  const { spec } = place.owner.pod;
  for (const container of spec.initContainers ?? [])
    if (isSidecar(container)) addContainer(context, { place, container, how });
  for (const container of spec.containers) addContainer(context, { place, container, how });
}

interface NewWorkers {
  readonly place: ProbePlace;
  readonly container: Container;
  readonly how: Resumption | undefined;
}

function addContainer(context: NewTurn, { place, container, how }: NewWorkers): void {
  const { host, client, handlers } = context;
  const { node, hostIP, owner } = place;
  const uid = owner.pod.metadata.uid ?? '';
  for (const type of probeTypeNames) {
    const probe = probeTypes[type].select(container);
    if (!probe || findWorker(host, uid, container.name, type)) continue;
    const worker = createWorker(container, { node, hostIP, owner, type, probe });
    const workers = host.probes.pods.get(uid);
    if (workers) workers.push(worker);
    else host.probes.pods.set(uid, [worker]);
    if (how) resume(worker, how);
    const delay = how?.delayOf(periodOf(worker));
    startTicker(host, worker, delay ?? periodOf(worker));
    if (delay === undefined) doProbe({ host, client, handlers, worker });
  }
}

/** A container that is trusted keeps its readiness: the worker knows it, so it does not begin with the initial result. */
function resume(worker: ProbeWorker, { isKept }: Resumption): void {
  const container = findStatus(worker, worker.owner.status ?? {});
  if (!container?.containerID || !isKept(container)) return;
  worker.containerId = bareId(container.containerID);
  if (worker.type !== 'startup' || container.started !== true) return;
  worker.result = 'Success';
  worker.isOnHold = true;
}

/** Ends workers; entries about them that are on their way are void. */
export function removeWorkers(host: ProbeHost, uid: string, which: (worker: ProbeWorker) => boolean): void {
  const kept: ProbeWorker[] = [];
  for (const worker of host.probes.pods.get(uid) ?? [])
    if (which(worker)) worker.isRemoved = true;
    else kept.push(worker);
  if (kept.length > 0) host.probes.pods.set(uid, kept);
  else host.probes.pods.delete(uid);
}

/** One turn of the worker's loop. */
function doProbe(turn: Turn): void {
  const { worker } = turn;
  const { status } = worker.owner;
  const isSteady = status !== undefined && status === worker.steadyStatus && !worker.isOnHold;
  if (isSteady || isDue(turn)) start(turn);
}

/** Reads the status of the pod, and follows what it says. */
function isDue(turn: Turn): boolean {
  const { host, worker } = turn;
  const decision = decide(worker, worker.owner, host.epoch + host.now);
  if (decision.containerId !== undefined) {
    worker.containerId = decision.containerId;
    worker.isOnHold = false;
    worker.result = undefined;
  }
  if (decision.result !== undefined) setResult(turn, decision.result);
  if (decision.next === 'exit') removeWorkers(host, worker.uid, (other) => other === worker);
  worker.steadyStatus = decision.next === 'probe' ? worker.owner.status : undefined;
  return decision.next === 'probe';
}

function handlerOf({ worker, handlers }: Turn): [ProbeHandler<unknown>, unknown] {
  for (const handler of handlers) {
    const part = handler.select(worker.probe);
    if (part !== undefined) return [handler, part];
  }
  return [missingHandler, {}];
}

const missingHandler: ProbeHandler<unknown> = {
  select: () => undefined,
  ask: () => ({ kind: 'invalid', message: 'missing probe handler' }),
  judge: () => ({ kind: 'error', message: 'missing probe handler' }),
  timedOut: () => '',
};

function start(turn: Turn): void {
  const { host, worker } = turn;
  const podIP = addressOfPod(worker);
  const asked = worker.asked?.target.podIP === podIP ? worker.asked : prepare(turn, podIP);
  if (asked) put(turn, { call: asked.call, target: asked.target, redirects: 0, tries: 1, startedAt: host.now });
}

/** Finds out what to ask; nothing when that cannot be asked. */
function prepare(turn: Turn, podIP: string): Asked | undefined {
  const { worker } = turn;
  const [handler, part] = handlerOf(turn);
  const { ports, env } = worker;
  const target: ProbeTarget = { podIP, ports, env, timeoutSeconds: timeoutOf(worker) / SECOND };
  const call = handler.ask(part, target);
  if (call.kind === 'invalid') return void discard(turn, call.message);
  return (worker.asked = { target, call });
}

/** Puts a call to the runtime; an answer that is there at once is settled at once. */
function put(turn: Turn, about: Omit<Attempt, 'token'>): void {
  const { host, worker } = turn;
  const { call, target, redirects, tries, startedAt } = about;
  const token = ++worker.attempts;
  worker.attempt = { token, call, target, redirects, tries, startedAt };
  const asking = {
    node: worker.node,
    uid: worker.uid,
    containerId: worker.containerId,
    timeoutMs: timeoutOf(worker),
    userAgent: host.probes.userAgent,
  };
  const outcome = ask(host, asking, call, addressOf(worker, 'reply', token));
  if (outcome) settle(turn, outcome);
  else planWorker(host, worker, { kind: 'timeout', delay: startedAt + timeoutOf(worker) - host.now, token });
}

function settle(turn: Turn, outcome: Outcome): void {
  const { attempt } = turn.worker;
  if (!attempt) return;
  const [handler, part] = handlerOf(turn);
  const verdict = handler.judge(part, outcome, attempt);
  if (verdict.kind === 'follow') return follow(turn, verdict.call);
  if (verdict.kind === 'error' && attempt.tries < ERROR_TRIES)
    return put(turn, { ...attempt, tries: attempt.tries + 1 });
  if (verdict.kind === 'failure' && verdict.atTimeout) return waitForTimeout(turn, attempt, verdict.message);
  finish(turn, verdict);
}

function follow(turn: Turn, call: Call): void {
  const attempt = turn.worker.attempt;
  if (!attempt) return;
  if (attempt.redirects >= MAX_REDIRECTS)
    return finish(turn, { kind: 'failure', message: 'stopped after 10 redirects' });
  put(turn, { ...attempt, call, redirects: attempt.redirects + 1 });
}

/** The handler's client would go on trying: its verdict falls when the time is up. */
function waitForTimeout({ host, worker }: Turn, attempt: Attempt, failure: string): void {
  worker.attempt = { ...attempt, failure };
  planWorker(host, worker, {
    kind: 'timeout',
    delay: attempt.startedAt + timeoutOf(worker) - host.now,
    token: attempt.token,
  });
}

/** The verdict counts, and the worker goes on with what came meanwhile. */
function finish(turn: Turn, verdict: Verdict): void {
  const { host, worker } = turn;
  if (verdict.kind === 'error') return discard(turn, verdict.message);
  const result: ProbeResult = verdict.kind === 'failure' ? 'Failure' : 'Success';
  report(turn, verdict);
  worker.attempt = undefined;
  worker.resultRun = worker.lastResult === result ? worker.resultRun + 1 : 1;
  worker.lastResult = result;
  noteEvidence(turn, result);
  const needed = result === 'Failure' ? (worker.probe.failureThreshold ?? 3) : (worker.probe.successThreshold ?? 1);
  if (worker.resultRun >= needed) {
    if (worker.evidence.length > 0) host.causes = worker.evidence;
    worker.evidence = noCauses;
    setResult(turn, result);
    const holds: readonly ProbeResult[] = probeTypes[worker.type].holdsAfter;
    if (holds.includes(result)) {
      worker.isOnHold = true;
      worker.resultRun = 0;
    }
  }
  goOn(turn, host);
}

/** A result that stands already needs no evidence: probes of a healthy container keep none. */
function noteEvidence({ host, worker }: Turn, result: ProbeResult): void {
  const before = worker.resultRun === 1 ? noCauses : worker.evidence;
  worker.evidence = worker.result === result ? noCauses : joinCauses(before, host.causes);
}

function report({ host, worker, client }: Turn, verdict: Verdict): void {
  const { title } = probeTypes[worker.type];
  if (verdict.kind === 'failure')
    client.warn(host, worker, { reason: 'Unhealthy', message: `${title} probe failed: ${verdict.message}` });
  if (verdict.kind === 'warning')
    client.warn(host, worker, { reason: 'ProbeWarning', message: `${title} probe warning: ${verdict.message}` });
}

/** The probe could not be made: an event, and nothing else changes. */
function discard(turn: Turn, message: string): void {
  const { host, worker, client } = turn;
  worker.attempt = undefined;
  const { title } = probeTypes[worker.type];
  client.warn(host, worker, {
    reason: 'Unhealthy',
    message: `${title} probe errored and resulted in unknown state: ${message}`,
  });
  goOn(turn, host);
}

function goOn(turn: Turn, host: ProbeHost): void {
  const { worker } = turn;
  const { pending } = worker;
  worker.pending = 'none';
  if (pending !== 'none')
    planWorker(host, worker, { kind: pending === 'tick' ? 'again' : 'trigger', delay: 0, token: worker.ticker });
}

function setResult({ host, worker, client }: Turn, result: ProbeResult): void {
  if (worker.result === result) return;
  worker.result = result;
  const { namespace = '', name } = worker.owner.pod.metadata;
  record(host, 'probe.result', `pod/${namespace}/${name}/${worker.container}`, { probe: worker.type, result });
  client.changed(host, worker);
}

/** The workers of a pod. */
export function workersOf(host: ProbeHost, uid: string): readonly ProbeWorker[] {
  return host.probes.pods.get(uid) ?? [];
}
