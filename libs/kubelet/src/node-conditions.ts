/** The conditions of a node as its kubelet reports them, well or not, and the events that tell of a change. */
import { timestampOf, type ApiHost } from '#apiserver';
import type { NodeCondition } from '#kube-api';

interface Told {
  readonly status: 'True' | 'False';
  readonly reason: string;
  readonly message: string;
  /** Reason of the event about the change. */
  readonly event: string;
}

interface ConditionTexts {
  readonly type: string;
  readonly well: Told;
  readonly ill: Told;
}

/**
 * In the order in which the kubelet writes them.
 * @source kubelet v1.37 pkg/kubelet/nodestatus/setters.go
 */
const texts: readonly ConditionTexts[] = [
  {
    type: 'MemoryPressure',
    well: told(
      'False',
      'KubeletHasSufficientMemory',
      'kubelet has sufficient memory available',
      'NodeHasSufficientMemory',
    ),
    ill: told(
      'True',
      'KubeletHasInsufficientMemory',
      'kubelet has insufficient memory available',
      'NodeHasInsufficientMemory',
    ),
  },
  {
    type: 'DiskPressure',
    well: told('False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure', 'NodeHasNoDiskPressure'),
    ill: told('True', 'KubeletHasDiskPressure', 'kubelet has disk pressure', 'NodeHasDiskPressure'),
  },
  {
    type: 'PIDPressure',
    well: told('False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available', 'NodeHasSufficientPID'),
    ill: told('True', 'KubeletHasInsufficientPID', 'kubelet has insufficient PID available', 'NodeHasInsufficientPID'),
  },
  {
    type: 'Ready',
    well: told('True', 'KubeletReady', 'kubelet is posting ready status', 'NodeReady'),
    ill: told('False', 'KubeletNotReady', 'node is shutting down', 'NodeNotReady'),
  },
];

function told(status: Told['status'], reason: string, message: string, event: string): Told {
  return { status, reason, message, event };
}

const of = ({ type, well, ill }: ConditionTexts, troubles: readonly string[]): Told =>
  troubles.includes(type) ? ill : well;

/**
 * The conditions of a node, those of `troubles` as they are when something is wrong; those whose status was so before
 * keep their time.
 */
export function nodeConditions(
  host: ApiHost,
  troubles: readonly string[],
  before: readonly NodeCondition[] = [],
): readonly NodeCondition[] {
  const now = timestampOf(host);
  return texts.map((text) => {
    const { type } = text;
    const { status, reason, message } = of(text, troubles);
    const old = before.find((condition) => condition.type === type && condition.status === status);
    const lastTransitionTime = old?.lastTransitionTime ?? now;
    return { type, status, lastHeartbeatTime: now, lastTransitionTime, reason, message };
  });
}

/** The conditions of a node that is well. */
export const healthyConditions = (host: ApiHost, before?: readonly NodeCondition[]): readonly NodeCondition[] =>
  nodeConditions(host, [], before);

/** Reasons of the events that tell what is new since `before`: only of conditions that were there with another status. */
export function conditionEvents(before: readonly NodeCondition[], troubles: readonly string[]): readonly string[] {
  return texts.flatMap((text) => {
    const { status, event } = of(text, troubles);
    const isNew = before.some((condition) => condition.type === text.type && condition.status !== status);
    return isNew ? [event] : [];
  });
}
