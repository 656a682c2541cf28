/** Admission of pods: their priority, from the priority class that they name. */
import { extend } from '#kernel';
import type { KubeObject, Pod, PriorityClass } from '#kube-api';
import { getObject, objectsOf } from '#object-store';
import { forbiddenBecause, type Call } from '../call.ts';

interface Priority {
  readonly priority: number;
  readonly preemptionPolicy: string;
  readonly priorityClassName?: string;
}

const unclassified: Priority = { priority: 0, preemptionPolicy: 'PreemptLowerPriority' };

/**
 * Sets `priority` and `preemptionPolicy`. Throws a 403 for an unknown class and for values that the class does not have.
 * @source kube-apiserver v1.37 plugin/pkg/admission/priority
 */
export function admitPriority(call: Call, pod: Pod): Pod {
  const { spec } = pod;
  const computed = computePriority(call, pod);
  if (spec.priority !== undefined && spec.priority !== computed.priority)
    throw forbiddenBecause(
      call,
      pod,
      `the integer value of priority (${spec.priority}) ${notInSpec} ${computed.priority} ${fromClass}`,
    );
  if (spec.preemptionPolicy !== undefined && spec.preemptionPolicy !== computed.preemptionPolicy)
    throw forbiddenBecause(
      call,
      pod,
      `the string value of PreemptionPolicy (${spec.preemptionPolicy}) ${notInSpec} ${computed.preemptionPolicy} ${fromClass}`,
    );
  return { ...pod, spec: extend(spec, computed) };
}

const notInSpec = 'must not be provided in pod spec; priority admission controller computed';
const fromClass = 'from the given PriorityClass name';

function computePriority(call: Call, pod: Pod): Priority {
  const { store } = call.host;
  const { priorityClassName } = pod.spec;
  if (!priorityClassName) return defaultPriority(call);
  const found = getObject(store, 'priorityclasses', priorityClassName) as PriorityClass | undefined; // by its resource
  if (!found) throw forbiddenBecause(call, pod, `no PriorityClass with name ${priorityClassName} was found`);
  return priorityOf(found);
}

/** That of the class marked as the global default (the smallest, if several are), else 0. */
function defaultPriority({ host }: Call): Priority {
  const classes = [...objectsOf(host.store, 'priorityclasses')];
  const defaults = classes.filter(isGlobalDefault).sort((a, b) => a.value - b.value);
  const [first] = defaults;
  return first ? { ...priorityOf(first), priorityClassName: first.metadata.name } : unclassified;
}

const priorityOf = ({ value, preemptionPolicy }: PriorityClass): Priority => ({
  priority: value,
  preemptionPolicy: preemptionPolicy ?? unclassified.preemptionPolicy,
});

const isGlobalDefault = (object: KubeObject): object is PriorityClass =>
  'globalDefault' in object && object.globalDefault === true;
