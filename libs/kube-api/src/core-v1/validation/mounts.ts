/** Validation of volume mounts and block devices of a container. */
import { forbiddenField, invalid, notFoundField, required } from '../../meta-v1/field-error.ts';
import { checkNoBackSteps, checkRelativePath } from '../../meta-v1/names.ts';
import type { Container, VolumeMount } from '../container.ts';
import type { Volume } from '../pod.ts';
import { checkOneOf, checkWith, type Report } from './report.ts';

export interface MountContext {
  readonly report: Report;
  /** The pod's volumes by name. */
  readonly volumes: ReadonlyMap<string, Volume>;
}

const EXISTS_AS_DEVICE = 'must not already exist as a path in volumeDevices';
const EXISTS_AS_MOUNT = 'must not already exist as a path in volumeMounts';

/** @source kube-apiserver v1.37 pkg/apis/core/validation: ValidateVolumeMounts */
export function checkMounts(container: Container, at: string, { report, volumes }: MountContext): void {
  const { volumeMounts = [], volumeDevices } = container;
  const paths = new Set<string>();
  const devices = new Set(volumeDevices?.map(({ devicePath }) => devicePath));
  for (const [i, mount] of volumeMounts.entries()) {
    const path = `${at}.volumeMounts[${i}]`;
    if (!mount.name) report.push(required(`${path}.name`));
    else if (!volumes.has(mount.name)) report.push(notFoundField(`${path}.name`, mount.name));
    if (!mount.mountPath) report.push(required(`${path}.mountPath`));
    if (paths.has(mount.mountPath)) report.push(invalid(`${path}.mountPath`, mount.mountPath, 'must be unique'));
    if (devices.has(mount.mountPath)) report.push(invalid(`${path}.mountPath`, mount.mountPath, EXISTS_AS_DEVICE));
    paths.add(mount.mountPath);
    checkSubPaths(mount, { at, path }, report);
    checkPropagation(mount, container, { at: `${at}.volumeMounts.mountPropagation`, report });
  }
}

/** Errors of a sub-path are reported at the list, without an index. */
function checkSubPaths(
  { subPath, subPathExpr }: VolumeMount,
  places: { readonly at: string; readonly path: string },
  report: Report,
): void {
  const { at, path } = places;
  if (subPath) checkWith(report, { at: `${at}.volumeMounts.subPath`, value: subPath }, checkRelativePath);
  if (!subPathExpr) return;
  if (subPath)
    report.push(invalid(`${path}.subPathExpr`, subPathExpr, 'subPathExpr and subPath are mutually exclusive'));
  checkWith(report, { at: `${at}.volumeMounts.subPathExpr`, value: subPathExpr }, checkRelativePath);
}

function checkPropagation(
  { mountPropagation }: VolumeMount,
  { securityContext }: Container,
  place: { readonly at: string; readonly report: Report },
): void {
  const { at, report } = place;
  checkOneOf(report, { at, value: mountPropagation }, ['Bidirectional', 'HostToContainer', 'None']);
  if (mountPropagation === 'Bidirectional' && !securityContext?.privileged)
    report.push(forbiddenField(at, 'Bidirectional mount propagation is available only to privileged containers'));
}

/** @source kube-apiserver v1.37 pkg/apis/core/validation: ValidateVolumeDevices */
export function checkDevices(
  { volumeDevices = [], volumeMounts }: Container,
  at: string,
  { report, volumes }: MountContext,
): void {
  const paths = new Set<string>();
  const mounts = new Set(volumeMounts?.map(({ mountPath }) => mountPath));
  for (const [i, { name, devicePath }] of volumeDevices.entries()) {
    const path = `${at}.volumeDevices[${i}]`;
    checkDeviceName(report, { at: `${path}.name`, name, volume: volumes.get(name) });
    if (!devicePath) report.push(required(`${path}.devicePath`));
    if (paths.has(devicePath)) report.push(invalid(`${path}.devicePath`, devicePath, 'must be unique'));
    if (mounts.has(devicePath)) report.push(invalid(`${path}.devicePath`, devicePath, EXISTS_AS_MOUNT));
    if (devicePath) checkWith(report, { at: `${path}.devicePath`, value: devicePath }, checkNoBackSteps);
    paths.add(devicePath);
  }
}

interface DeviceName {
  readonly at: string;
  readonly name: string;
  readonly volume: Volume | undefined;
}

function checkDeviceName(report: Report, { at, name, volume }: DeviceName): void {
  if (!name) report.push(required(at));
  else if (!volume) report.push(notFoundField(at, name));
  else if (!volume.persistentVolumeClaim && !volume.ephemeral)
    report.push(
      invalid(at, name, 'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode'),
    );
}
