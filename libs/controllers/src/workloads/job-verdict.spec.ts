/** How jobs end. */
import { describe, expect, it } from '@jest/globals';
import type { Job, JobSpec, JobStatus, Pod } from '#kube-api';
import { jobPodsOf, TRACKING } from './job-pods.ts';
import { isPastDeadline, ruleAbout, verdictOf } from './job-verdict.ts';

const job = (spec: Partial<JobSpec> = {}, status: JobStatus = {}): Job => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'j' },
  spec: { completions: 1, backoffLimit: 6, template: { spec: { containers: [], restartPolicy: 'Never' } }, ...spec },
  status,
});
const container = (exitCode: number, restartCount = 0) => ({
  name: 'app',
  ready: false,
  restartCount,
  image: '',
  imageID: '',
  lastState: {},
  state: exitCode < 0 ? {} : { terminated: { exitCode, reason: 'Error', startedAt: null, finishedAt: null } },
});
const pod = (phase: 'Failed' | 'Running', status: ReturnType<typeof container>, disrupted = false): Pod =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'default', finalizers: [TRACKING] },
    spec: { containers: [] },
    status: {
      phase,
      containerStatuses: [status],
      conditions: disrupted ? [{ type: 'DisruptionTarget', status: 'True' }] : [],
    },
  }) as Pod; // statuses without times
const reasonOf = (one: Job, pods: readonly Pod[], counts = { succeeded: 0, failed: 0 }, now = 0): string | undefined =>
  verdictOf(one, jobPodsOf(one, pods), { counts, now })?.reason;

describe('a job', () => {
  it('goes on until enough pods have succeeded', () => {
    expect(reasonOf(job(), [])).toBeUndefined();
    expect(reasonOf(job(), [], { succeeded: 1, failed: 6 })).toBe('CompletionsReached');
  });

  it('without a number of completions ends when one succeeded and none runs', () => {
    const { completions: _none, ...spec } = job().spec;
    const workers = { ...job(), spec };
    expect(reasonOf(workers, [pod('Running', container(-1))], { succeeded: 1, failed: 0 })).toBeUndefined();
    expect(reasonOf(workers, [], { succeeded: 1, failed: 0 })).toBe('CompletionsReached');
  });

  it('fails when more pods failed than its limit, or restarted as often', () => {
    expect(reasonOf(job(), [], { succeeded: 0, failed: 7 })).toBe('BackoffLimitExceeded');
    const template = { spec: { containers: [], restartPolicy: 'OnFailure' as const } };
    const restarted = [pod('Running', container(-1, 2))];
    expect(reasonOf(job({ backoffLimit: 2, template }), restarted)).toBe('BackoffLimitExceeded');
    expect(reasonOf(job({ backoffLimit: 3, template }), restarted)).toBeUndefined();
  });

  it('fails at its deadline', () => {
    const limited = job({ activeDeadlineSeconds: 8 }, { startTime: '1970-01-01T00:00:00Z' });
    expect([isPastDeadline(limited, 7999), isPastDeadline(limited, 8000)]).toEqual([false, true]);
    expect(reasonOf(limited, [], { succeeded: 0, failed: 0 }, 8000)).toBe('DeadlineExceeded');
  });

  it('stands by its first verdict', () => {
    const condition = { type: 'FailureTarget', status: 'True', reason: 'DeadlineExceeded', message: 'm' } as const;
    expect(
      verdictOf(job({}, { conditions: [condition] }), jobPodsOf(job(), []), {
        counts: { succeeded: 1, failed: 0 },
        now: 0,
      }),
    ).toEqual({
      interim: 'FailureTarget',
      final: 'Failed',
      reason: 'DeadlineExceeded',
      message: 'm',
    });
  });
});

describe('a rule about a failed pod', () => {
  const failOn42 = { action: 'FailJob', onExitCodes: { operator: 'In', values: [42] } } as const;
  const ignoreDisruption = { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget' }] } as const;

  it('fails the job by an exit code', () => {
    const policy = { podFailurePolicy: { rules: [ignoreDisruption, failOn42] } };
    expect(
      verdictOf(job(policy), jobPodsOf(job(), [pod('Failed', container(42))]), {
        counts: { succeeded: 0, failed: 1 },
        now: 0,
      }),
    ).toMatchObject({
      reason: 'PodFailurePolicy',
      message: 'Container app for pod default/p failed with exit code 42 matching FailJob rule at index 1',
    });
    expect(reasonOf(job(policy), [pod('Failed', container(1))])).toBeUndefined();
  });

  it('ignores what it is told to', () => {
    expect(ruleAbout([ignoreDisruption], pod('Failed', container(137), true))?.isIgnored).toBe(true);
    expect(ruleAbout([ignoreDisruption], pod('Failed', container(137)))).toBeUndefined();
    expect(ruleAbout([failOn42], pod('Running', container(42)))).toBeUndefined();
  });
});
