/** The tables of jobs and cron jobs. */
import type { CronJob, Job } from '../batch-v1/jobs.ts';
import { isConditionTrue } from '../meta-v1/conditions.ts';
import { humanDuration } from '../meta-v1/duration.ts';
import { parseTime } from '../meta-v1/time.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import { ageCell } from './pod-row.ts';
import type { TableType } from './table.ts';
import { templateCells, templateColumns } from './workload-tables.ts';

/** @source kube-apiserver v1.37 pkg/printers/internalversion: printJob */
export const jobTable: TableType<Job> = {
  columns: [
    nameColumn,
    column('Status', 'Status of the job.'),
    column(
      'Completions',
      'The number of pods which reached phase Succeeded. The value increases monotonically for a given spec. However, it may decrease in reaction to scale down of elastic indexed jobs.',
    ),
    column('Duration', 'Time required to complete the job.'),
    ageColumn,
    ...templateColumns(
      'A label query over pods that should match the pod count. Normally, the system sets this field for you. More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors',
    ),
  ],
  cells: (job, now) => [
    job.metadata.name,
    statusCell(job),
    completionsCell(job),
    durationCell(job, now),
    ageCell(job.metadata.creationTimestamp, now),
    ...templateCells(job.spec.template, job.spec.selector),
  ],
};

/** The first that holds is the status. */
const shownConditions = ['Suspended', 'FailureTarget', 'SuccessCriteriaMet'] as const;

function statusCell({ metadata, status = {} }: Job): string {
  const has = (type: string): boolean => isConditionTrue(status.conditions, type);
  if (has('Complete')) return 'Complete';
  if (has('Failed')) return 'Failed';
  if (metadata.deletionTimestamp) return 'Terminating';
  return shownConditions.find(has) ?? 'Running';
}

function completionsCell({ spec: { completions, parallelism = 0 }, status = {} }: Job): string {
  const succeeded = status.succeeded ?? 0;
  if (completions !== undefined) return `${succeeded}/${completions}`;
  return parallelism > 1 ? `${succeeded}/1 of ${parallelism}` : `${succeeded}/1`;
}

function durationCell({ status = {} }: Job, now: number): string {
  const { startTime, completionTime } = status;
  if (startTime === undefined) return '';
  return humanDuration((completionTime === undefined ? now : parseTime(completionTime)) - parseTime(startTime));
}

/** @source kube-apiserver v1.37 pkg/printers/internalversion: printCronJob */
export const cronJobTable: TableType<CronJob> = {
  columns: [
    nameColumn,
    column('Schedule', 'The schedule in Cron format, see https://en.wikipedia.org/wiki/Cron.'),
    column(
      'Timezone',
      'The time zone name for the given schedule, see https://en.wikipedia.org/wiki/List_of_tz_database_time_zones. If not specified, this will default to the time zone of the kube-controller-manager process. The set of valid time zone names and the time zone offset is loaded from the system-wide time zone database by the API server during CronJob validation and the controller manager during execution. If no system-wide time zone database can be found a bundled version of the database is used instead. If the time zone name becomes invalid during the lifetime of a CronJob or due to a change in host configuration, the controller will stop creating new new Jobs and will create a system event with the reason UnknownTimeZone. More information can be found in https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#time-zones',
    ),
    column(
      'Suspend',
      'This flag tells the controller to suspend subsequent executions, it does not apply to already started executions.  Defaults to false.',
      'boolean',
    ),
    column('Active', 'A list of pointers to currently running jobs.', 'integer'),
    column('Last Schedule', 'Information when was the last time the job was successfully scheduled.'),
    ageColumn,
    ...templateColumns(
      'A label query over pods that should match the pod count. Normally, the system sets this field for you. More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors',
    ),
  ],
  cells: ({ metadata, spec, status = {} }, now) => [
    metadata.name,
    spec.schedule,
    spec.timeZone ?? '<none>',
    spec.suspend ?? false,
    status.active?.length ?? 0,
    status.lastScheduleTime === undefined ? '<none>' : ageCell(status.lastScheduleTime, now),
    ageCell(metadata.creationTimestamp, now),
    ...templateCells(spec.jobTemplate.spec.template, spec.jobTemplate.spec.selector),
  ],
};
