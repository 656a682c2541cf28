/** Phases asked for in words: what the containers of a pod do, and which phase it is in. */
import type { Container, ContainerStatus, PodPhase, RestartPolicy } from '#kube-api';
import { phaseOf, type PhaseInput } from '../src/phase.ts';
import { container, endedState, pod, runningState, status, waitingState } from './builders.ts';

const reset = endedState(137, 'RestartingAllContainers');

/** What a container does, in words; `undefined`: no status at all. */
const doings: Readonly<Record<string, (name: string) => ContainerStatus | undefined>> = {
  runs: (name) => status(name, runningState),
  'runs unstarted': (name) => status(name, runningState, { started: false }),
  succeeded: (name) => status(name, endedState(0)),
  failed: (name) => status(name, endedState(1)),
  'exited 42': (name) => status(name, endedState(42)),
  waits: (name) => status(name, waitingState()),
  'waits after success': (name) => status(name, waitingState(), { lastState: endedState(0) }),
  'waits after failure': (name) => status(name, waitingState('CrashLoopBackOff'), { lastState: endedState(1) }),
  'waits after a reset': (name) => status(name, waitingState('RestartingAllContainers'), { lastState: reset }),
  'is missing': () => undefined,
};

/** Restart policies of single containers; a policy of A comes with a rule that restarts all containers on exit code 42. */
export type Policies = Readonly<Record<string, RestartPolicy>>;

/**
 * The phase under `policy`, when `text` (`A runs, X failed`) is what the containers do. A and B are regular, X is an init
 * container, Y a sidecar.
 */
export function phase(
  policy: RestartPolicy,
  text: string,
  more: Partial<PhaseInput> = {},
  policies: Policies = {},
): PodPhase {
  const told = text.split(', ').map((part) => [part.slice(0, 1), part.slice(2)] as const);
  const specOf = (name: string): Container => {
    const own = policies[name] ?? (name === 'Y' ? 'Always' : undefined);
    const rules =
      own && name === 'A'
        ? {
            restartPolicyRules: [
              { action: 'RestartAllContainers' as const, exitCodes: { operator: 'In' as const, values: [42] } },
            ],
          }
        : {};
    return container(name, own ? { restartPolicy: own, ...rules } : {});
  };
  const statusOf = ([name, doing]: readonly [string, string]): readonly ContainerStatus[] => {
    const make = doings[doing];
    if (!make) throw new Error(`no container ${doing}`);
    const found = make(name);
    return found ? [found] : [];
  };
  const isInit = ([name]: readonly [string, string]): boolean => name === 'X' || name === 'Y';
  const [init, regular] = [told.filter(isInit), told.filter((one) => !isInit(one))];
  return phaseOf({
    pod: pod({
      restartPolicy: policy,
      initContainers: init.map(([name]) => specOf(name)),
      containers: regular.map(([name]) => specOf(name)),
    }),
    initStatuses: init.flatMap(statusOf),
    statuses: regular.flatMap(statusOf),
    isTerminal: false,
    hasActiveRegular: true,
    ...more,
  });
}
