/** How long a job waits after failures of its pods before it creates the next ones. */
import { MINUTE, SECOND, type Millis } from '#kernel';
import type { Job } from '#kube-api';
import type { ControllersHost } from '../controllers-state.ts';
import { finishedAt, type JobPods } from './job-pods.ts';

const FIRST: Millis = 10 * SECOND;
const LONGEST: Millis = 10 * MINUTE;

/**
 * Remembers how many pods failed in a row; a success begins anew.
 * @source kube-controller-manager v1.37 pkg/controller/job: backoffRecord
 */
export function rememberEnds(host: ControllersHost, { metadata }: Job, { succeeded, failed }: JobPods): void {
  if (succeeded.length === 0 && failed.length === 0) return;
  const { jobFailures } = host.controllers.workloads;
  const uid = metadata.uid ?? '';
  const record = jobFailures.get(uid) ?? { count: 0, lastAt: 0 };
  const lastSuccess = Math.max(-Infinity, ...succeeded.map(finishedAt));
  const after = failed.map(finishedAt).filter((time) => time > lastSuccess);
  record.count = (succeeded.length > 0 ? 0 : record.count) + after.length;
  record.lastAt = Math.max(record.lastAt, ...after.map((time) => time - host.epoch));
  jobFailures.set(uid, record);
}

/** How long a job still has to wait; 0 when it may go on. */
export function remainingBackOff({ controllers, now }: ControllersHost, { metadata }: Job): Millis {
  const record = controllers.workloads.jobFailures.get(metadata.uid ?? '');
  if (!record || record.count === 0) return 0;
  const wait = Math.min(FIRST * 2 ** (record.count - 1), LONGEST);
  return Math.max(0, record.lastAt + wait - now);
}
