/** Whether an exited container is started again: its own rules, its own policy, the pod's policy. */
import type { Container, Pod, RestartPolicy, RestartRule } from '#kube-api';
import type { RuntimeContainer } from '#runtime';

const byPolicy: Readonly<Record<RestartPolicy, (exitCode: number) => boolean>> = {
  Always: () => true,
  OnFailure: (exitCode) => exitCode !== 0,
  Never: () => false,
};

export const restartPolicyOf = (pod: Pod): RestartPolicy => pod.spec.restartPolicy ?? 'Always';

/**
 * True when a container that exited with `exitCode` is to be started again.
 * @source kubelet v1.37 pkg/kubelet/container/helpers.go ShouldContainerBeRestarted
 */
export function restartsAfterExit(container: Container, pod: Pod, exitCode: number): boolean {
  const policy = container.restartPolicy;
  if (policy === undefined) return byPolicy[restartPolicyOf(pod)](exitCode);
  return ruleFor(container, exitCode) !== undefined || byPolicy[policy](exitCode);
}

/** The first of a container's own rules that speaks of an exit code. */
export function ruleFor(container: Container, exitCode: number): RestartRule | undefined {
  return container.restartPolicyRules?.find(({ exitCodes }) => {
    const isListed = exitCodes?.values?.includes(exitCode) ?? false;
    return exitCodes?.operator === 'NotIn' ? !isListed : isListed;
  });
}

/** The same for whatever the runtime knows of the container; `undefined` for no instance at all. */
export function shouldBeRestarted(container: Container, pod: Pod, instance: RuntimeContainer | undefined): boolean {
  if (pod.metadata.deletionTimestamp) return false;
  if (!instance) return true;
  if (instance.state === 'running') return false;
  if (instance.state !== 'exited') return true;
  return restartsAfterExit(container, pod, instance.exitCode ?? 0);
}
