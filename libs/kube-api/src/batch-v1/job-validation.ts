/** Validation of jobs and cron jobs. */
import { checkNonNegative, type Report } from '../core-v1/validation/report.ts';
import { validateTemplate } from '../core-v1/validation/template.ts';
import { invalid, required, type FieldError } from '../meta-v1/field-error.ts';
import { validateMetadata, validateMetadataUpdate } from '../meta-v1/metadata-validation.ts';
import { checkSubdomain } from '../meta-v1/names.ts';
import { matchesLabelSelector } from '../selectors/label-selector.ts';
import type { CronJob, Job, JobSpec } from './jobs.ts';

const counts = [
  'parallelism',
  'completions',
  'activeDeadlineSeconds',
  'backoffLimit',
  'ttlSecondsAfterFinished',
] as const;

/** @source kube-apiserver v1.37 pkg/apis/batch/validation: ValidateJob */
export function validateJob({ metadata, spec }: Job): readonly FieldError[] {
  const report: Report = [...validateMetadata(metadata, checkSubdomain)];
  for (const name of counts) checkNonNegative(report, { at: `spec.${name}`, value: spec[name] });
  checkTemplate(spec, report);
  return report;
}

function checkTemplate({ selector, template, completionMode, completions }: JobSpec, report: Report): void {
  const labels = template.metadata?.labels;
  if (!selector) report.push(required('spec.selector'));
  else if (!matchesLabelSelector(selector, labels))
    report.push(
      invalid('spec.template.metadata.labels', labels ?? null, '`selector` does not match template `labels`'),
    );
  if (completionMode === 'Indexed' && completions === undefined)
    report.push(required('spec.completions', 'when completion mode is Indexed'));
  report.push(...validateTemplate(template));
  const { restartPolicy } = template.spec;
  if (restartPolicy !== 'OnFailure' && restartPolicy !== 'Never')
    report.push(required('spec.template.spec.restartPolicy', 'valid values: "OnFailure", "Never"'));
}

/** What a job has begun with stays: its completions, its selector and, unless it is suspended, its template. */
export function validateJobUpdate(job: Job, stored: Job): readonly FieldError[] {
  const report: Report = [...validateMetadataUpdate(job.metadata, stored.metadata), ...validateJob(job)];
  const isSuspended = stored.spec.suspend === true && stored.status?.startTime === undefined;
  const fixed = ['completions', 'selector', ...(isSuspended ? [] : (['template'] as const)), 'completionMode'] as const;
  for (const name of fixed)
    if (JSON.stringify(job.spec[name]) !== JSON.stringify(stored.spec[name]))
      report.push(invalid(`spec.${name}`, job.spec[name], 'field is immutable'));
  return report;
}

const FIELDS = 5;

/** @source kube-apiserver v1.37 pkg/apis/batch/validation: ValidateCronJobCreate */
export function validateCronJob({ metadata, spec }: CronJob): readonly FieldError[] {
  const report: Report = [...validateMetadata(metadata, checkSubdomain)];
  if (!spec.schedule) report.push(required('spec.schedule'));
  else if (!spec.schedule.startsWith('@') && spec.schedule.trim().split(/\s+/).length !== FIELDS) {
    const count = spec.schedule.trim().split(/\s+/).length;
    report.push(
      invalid(
        'spec.schedule',
        spec.schedule,
        `expected exactly 5 fields, found ${count}: ${JSON.stringify(spec.schedule.trim().split(/\s+/))}`,
      ),
    );
  }
  return report;
}
