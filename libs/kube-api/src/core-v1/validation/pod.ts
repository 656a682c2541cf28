/** Validation of a new pod, in kube-apiserver's order. */
import { forbiddenField, invalid, type FieldError } from '../../meta-v1/field-error.ts';
import { validateMetadata } from '../../meta-v1/metadata-validation.ts';
import { checkSubdomain } from '../../meta-v1/names.ts';
import type { Pod, Volume } from '../pod.ts';
import { checkContainers, checkInitContainers, type ContainerContext } from './containers.ts';
import { checkEphemeralContainers } from './ephemeral-containers.ts';
import { checkPodSpec } from './pod-spec.ts';
import type { Report } from './report.ts';
import { checkVolumes } from './volumes.ts';

const noVolumes: ReadonlyMap<string, Volume> = new Map();

/** @source kube-apiserver v1.37 pkg/apis/core/validation: ValidatePodCreate */
export function validatePod(pod: Pod): readonly FieldError[] {
  const report = validatePodObject(pod);
  const { spec } = pod;
  if (spec.ephemeralContainers?.length)
    report.push(forbiddenField('spec.ephemeralContainers', 'cannot be set on create'));
  if (spec.nodeName && spec.schedulingGates?.length)
    report.push(forbiddenField('spec.nodeName', 'cannot be set until all schedulingGates have been cleared'));
  return report;
}

/**
 * What holds for a pod at any time, old or new.
 * @source kube-apiserver v1.37 pkg/apis/core/validation: validatePodMetadataAndSpec
 */
export function validatePodObject(pod: Pod): Report {
  const report: Report = [...validateMetadata(pod.metadata, checkSubdomain)];
  const { spec } = pod;
  checkPodAnnotations(pod, report);
  if (spec.volumes) checkVolumes(spec.volumes, report);
  const context: ContainerContext = {
    report,
    spec,
    volumes: spec.volumes ? new Map(spec.volumes.map((volume) => [volume.name, volume])) : noVolumes,
    gracePeriodSeconds: spec.terminationGracePeriodSeconds ?? 0,
    names: new Set(),
  };
  checkContainers(context);
  if (spec.initContainers) checkInitContainers(context);
  if (spec.ephemeralContainers) checkEphemeralContainers(context);
  checkPodSpec(spec, report);
  return report;
}

const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost';
const MIRROR = 'kubernetes.io/config.mirror';

function checkPodAnnotations({ metadata, spec }: Pod, report: Report): void {
  const { annotations } = metadata;
  if (!annotations) return;
  const cost = annotations[DELETION_COST];
  if (cost !== undefined && !isInt32(cost))
    report.push(invalid(`metadata.annotations[${DELETION_COST}]`, cost, 'must be a 32bit integer'));
  const mirror = annotations[MIRROR];
  if (mirror !== undefined && !spec.nodeName)
    report.push(
      invalid(`metadata.annotations[${MIRROR}]`, mirror, 'must set spec.nodeName if mirror pod annotation is set'),
    );
}

const isInt32 = (text: string): boolean => /^[-+]?\d{1,10}$/.test(text) && Math.abs(Number(text)) <= 2_147_483_648;
