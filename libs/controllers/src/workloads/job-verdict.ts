/** Whether a job is over: by success, by too many failures, by its deadline or by a rule about a failed pod. */
import { SECOND } from '#kernel';
import { parseTime, type Job, type Pod, type PodFailurePolicyRule } from '#kube-api';
import { keyOf } from '#object-store';
import { restartsOf, type JobPods } from './job-pods.ts';

/** How a job ends: the condition that comes first, the one that comes last, and what both say. */
export interface Verdict {
  readonly interim: 'SuccessCriteriaMet' | 'FailureTarget';
  readonly final: 'Complete' | 'Failed';
  readonly reason: string;
  readonly message: string;
}

const failed = (reason: string, message: string): Verdict => ({
  interim: 'FailureTarget',
  final: 'Failed',
  reason,
  message,
});

/** What was counted so far, this sync included. */
export interface JobCounts {
  readonly succeeded: number;
  readonly failed: number;
}

/**
 * The verdict about a job; nothing while it goes on. One that was given before stands.
 * @source kube-controller-manager v1.37 pkg/controller/job: syncJob
 */
export function verdictOf(
  job: Job,
  pods: JobPods,
  { counts, now }: { readonly counts: JobCounts; readonly now: number },
): Verdict | undefined {
  return standing(job) ?? failureOf(job, pods, { counts, now }) ?? successOf(job, pods, counts);
}

function standing({ status }: Job): Verdict | undefined {
  const interim = status?.conditions?.find(({ type }) => type === 'FailureTarget' || type === 'SuccessCriteriaMet');
  if (!interim) return undefined;
  const { reason = '', message = '' } = interim;
  if (interim.type === 'FailureTarget') return failed(reason, message);
  return { interim: 'SuccessCriteriaMet', final: 'Complete', reason, message };
}

function failureOf(
  job: Job,
  pods: JobPods,
  { counts, now }: { readonly counts: JobCounts; readonly now: number },
): Verdict | undefined {
  const { spec } = job;
  for (const pod of pods.failed) {
    const verdict = ruleAbout(spec.podFailurePolicy?.rules ?? [], pod)?.verdict;
    if (verdict) return verdict;
  }
  const { backoffLimit = 6 } = spec;
  if (counts.failed > backoffLimit || hasRestartedTooOften(job, pods))
    return failed('BackoffLimitExceeded', 'Job has reached the specified backoff limit');
  if (isPastDeadline(job, now)) return failed('DeadlineExceeded', 'Job was active longer than specified deadline');
  return undefined;
}

/** Pods that are restarted in place do not fail: their restarts are counted instead. */
function hasRestartedTooOften({ spec }: Job, { active }: JobPods): boolean {
  if (spec.template.spec.restartPolicy !== 'OnFailure') return false;
  const { backoffLimit = 6 } = spec;
  const restarts = restartsOf(active);
  return backoffLimit === 0 ? restarts > 0 : restarts >= backoffLimit;
}

export function isPastDeadline({ spec, status }: Job, now: number): boolean {
  const { activeDeadlineSeconds } = spec;
  if (activeDeadlineSeconds === undefined || status?.startTime === undefined || spec.suspend) return false;
  return now - parseTime(status.startTime) >= activeDeadlineSeconds * SECOND;
}

function successOf({ spec }: Job, { active }: JobPods, { succeeded }: JobCounts): Verdict | undefined {
  const isEnough =
    spec.completions === undefined ? succeeded > 0 && active.length === 0 : succeeded >= spec.completions;
  if (!isEnough) return undefined;
  const message = 'Reached expected number of succeeded pods';
  return { interim: 'SuccessCriteriaMet', final: 'Complete', reason: 'CompletionsReached', message };
}

interface Ruling {
  readonly isIgnored: boolean;
  readonly verdict?: Verdict;
}

/** What the first rule that matches a failed pod says about it. */
export function ruleAbout(rules: readonly PodFailurePolicyRule[], pod: Pod): Ruling | undefined {
  if (pod.status?.phase !== 'Failed') return undefined;
  for (const [index, rule] of rules.entries()) {
    const match = matchOf(rule, pod);
    if (match === undefined) continue;
    const message = `${match} matching FailJob rule at index ${index}`;
    return {
      isIgnored: rule.action === 'Ignore',
      ...(rule.action === 'FailJob' && { verdict: failed('PodFailurePolicy', message) }),
    };
  }
  return undefined;
}

function matchOf(
  { onExitCodes, onPodConditions }: PodFailurePolicyRule,
  { metadata, status }: Pod,
): string | undefined {
  const pod = keyOf(metadata.namespace, metadata.name);
  if (onExitCodes) {
    const { containerName, operator, values } = onExitCodes;
    const statuses = [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])];
    const hit = statuses.find(({ name, state }) => {
      const code = state.terminated?.exitCode ?? 0;
      return (
        code !== 0 &&
        (containerName === undefined || containerName === name) &&
        values.includes(code) === (operator === 'In')
      );
    });
    return hit && `Container ${hit.name} for pod ${pod} failed with exit code ${hit.state.terminated?.exitCode ?? 0}`;
  }
  const condition = status?.conditions?.find((each) =>
    onPodConditions?.some(({ type, status: wanted = 'True' }) => type === each.type && wanted === each.status),
  );
  return condition && `Pod ${pod} has condition ${condition.type}`;
}
