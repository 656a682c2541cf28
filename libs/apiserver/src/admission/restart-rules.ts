/** Restart rules of containers, which the feature gates of a version may not know. */
import { invalidObject, notSupported, type Container, type FieldError, type Pod } from '#kube-api';
import type { Call } from '../call.ts';

/**
 * The pod as the gates allow it: without the gate ContainerRestartRules, rules and policies of regular containers are dropped
 * silently. Throws a 422 for an action whose gate is off.
 * @source kube-apiserver v1.37 pkg/api/pod: dropDisabledFields; pkg/apis/core/validation: validateContainerRestartRules
 * @divergence the templates of workloads keep what their pods lose
 */
export function admitRestartRules(call: Call, pod: Pod): Pod {
  const { gates } = call.host.api.behavior;
  if (gates.RestartAllContainersOnContainerExits) return pod;
  if (!gates.ContainerRestartRules) return withoutRules(pod);
  const errors = [...refusalsIn(pod, 'initContainers'), ...refusalsIn(pod, 'containers')];
  if (errors.length > 0) throw invalidObject({ ...call.type, name: pod.metadata.name }, errors);
  return pod;
}

function withoutRules(pod: Pod): Pod {
  const { containers, initContainers } = pod.spec;
  const isPlain = ({ restartPolicyRules }: Container): boolean => restartPolicyRules === undefined;
  const hasPolicy = containers.some(({ restartPolicy }) => restartPolicy !== undefined);
  if (!hasPolicy && containers.every(isPlain) && (initContainers?.every(isPlain) ?? true)) return pod;
  const spec = {
    ...pod.spec,
    containers: containers.map(({ restartPolicy: _policy, restartPolicyRules: _rules, ...rest }) => rest),
    ...(initContainers && { initContainers: initContainers.map(({ restartPolicyRules: _rules, ...rest }) => rest) }),
  };
  return { ...pod, spec };
}

function refusalsIn({ spec }: Pod, list: 'initContainers' | 'containers'): readonly FieldError[] {
  return (spec[list] ?? []).flatMap(({ restartPolicyRules = [] }, i) =>
    restartPolicyRules.flatMap(({ action }, j) =>
      action === 'RestartAllContainers'
        ? [notSupported(`spec.${list}[${i}].restartPolicyRules[${j}].action`, action, ['Restart'])]
        : [],
    ),
  );
}
