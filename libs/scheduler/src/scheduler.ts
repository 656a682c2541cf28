/** The scheduler: one function over a simulation's data, driven by agenda entries. */
import type { AgendaEntry } from '#kernel';
import type { StoreChange } from '#object-store';
import { attempt } from './attempt.ts';
import { assume, bind, reportBound, type Binding } from './binding.ts';
import { handleChange } from './cluster-watch.ts';
import { DEFAULT_PLUGINS } from './default-plugins.ts';
import { tendSeries } from './event-recorder.ts';
import { evict, reportPreempted, type Eviction } from './eviction.ts';
import { fail, reportFailure, reportSkipped, writeFailure, type Failure } from './failure.ts';
import type { SchedulerPlugins } from './plugin.ts';
import { flush, keepGoing, sweep } from './queue-moves.ts';
import type { SchedulerHost } from './scheduler-state.ts';
import { popNext } from './scheduling-queue.ts';

/** Stateless: one scheduler serves any number of simulations. */
export interface Scheduler {
  /** Handles an entry of owner `scheduler`. */
  handle(host: SchedulerHost, entry: AgendaEntry): void;
}

interface Step {
  readonly host: SchedulerHost;
  readonly plugins: SchedulerPlugins;
  readonly payload: unknown;
}

/** By kind of entry. Each payload has the type that the code which planned the entry gave it. */
const STEPS: Readonly<Record<string, (step: Step) => void>> = {
  watch: ({ host, plugins, payload }) => handleChange(host, plugins.filters, payload as StoreChange), // planned by the store
  cycle: ({ host, plugins }) => runCycle(host, plugins),
  bind: ({ host, plugins, payload }) => bind(host, plugins.filters, payload as Binding), // planned by assume
  bound: ({ host, payload }) => reportBound(host, payload as Binding), // planned by bind
  failed: ({ host, payload }) => reportFailure(host, payload as Failure), // planned by fail
  condition: ({ host, payload }) => writeFailure(host, payload as Failure), // planned by fail
  evict: ({ host, payload }) => evict(host, payload as Eviction), // planned by disrupt
  preempted: ({ host, payload }) => reportPreempted(host, payload as Eviction), // planned by disrupt
  flush: ({ host, payload }) => flush(host, payload as number), // planned by keepGoing
  sweep: ({ host }) => sweep(host),
  series: ({ host }) => tendSeries(host),
};

/** A scheduler with its plugins; tables left out are the default ones. */
export function createScheduler(plugins: Partial<SchedulerPlugins> = {}): Scheduler {
  const tables = { ...DEFAULT_PLUGINS, ...plugins };
  return {
    handle: (host, { kind, payload }) => STEPS[kind]?.({ host, plugins: tables, payload }),
  };
}

/**
 * Tries one pod.
 * @source kube-scheduler v1.37 pkg/scheduler: ScheduleOne
 */
function runCycle(host: SchedulerHost, plugins: SchedulerPlugins): void {
  const { scheduler } = host;
  const { earlyPopping, latency } = scheduler.settings;
  scheduler.cyclePlanned = false;
  scheduler.nextCycleAt = host.now + latency.cycle;
  const waiting = popNext(scheduler.queue, earlyPopping);
  if (!waiting) return;
  keepGoing(host);
  host.causes = waiting.causes;
  if (waiting.pod.metadata.deletionTimestamp) return reportSkipped(host, waiting.pod);
  const outcome = attempt({ host, pod: waiting.pod, request: waiting.request }, plugins);
  if (outcome.kind === 'fits') assume(host, waiting, outcome.node.name);
  else fail(host, waiting, outcome);
}
