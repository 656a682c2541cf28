/** Validation of volumes: one source each, and what the sources need. */
import { duplicate, forbiddenField, invalid, required } from '../../meta-v1/field-error.ts';
import { checkLabelName, checkNoBackSteps, checkRelativePath } from '../../meta-v1/names.ts';
import { isNegativeQuantity } from '../../meta-v1/quantity.ts';
import type { DownwardApiFile, KeyToPath, ProjectedSource, Volume } from '../pod.ts';
import { checkFileField, checkResourceRef } from './env.ts';
import { checkOneOf, checkRequired, checkWith, type Report } from './report.ts';

type SourceCheck = (volume: Volume, at: string, report: Report) => void;

const hostPathTypes = [
  '',
  'BlockDevice',
  'CharDevice',
  'Directory',
  'DirectoryOrCreate',
  'File',
  'FileOrCreate',
  'Socket',
];
const nothing: SourceCheck = () => undefined;
const anything = (): readonly string[] => [];

/** The sources in the order in which the first one counts. */
const sources: Readonly<Record<string, SourceCheck>> = {
  emptyDir: ({ emptyDir }, at, report) => {
    if (emptyDir?.sizeLimit !== undefined && isNegativeQuantity(emptyDir.sizeLimit))
      report.push(forbiddenField(`${at}.sizeLimit`, 'SizeLimit field must be a valid resource quantity'));
  },
  hostPath: ({ hostPath }, at, report) => {
    checkRequired(report, { at: `${at}.path`, value: hostPath?.path }, checkNoBackSteps);
    checkOneOf(report, { at: `${at}.type`, value: hostPath?.type }, hostPathTypes);
  },
  gitRepo: nothing,
  gcePersistentDisk: nothing,
  awsElasticBlockStore: nothing,
  secret: ({ secret }, at, report) => {
    checkRequired(report, { at: `${at}.secretName`, value: secret?.secretName }, anything);
    checkMode(report, `${at}.defaultMode`, secret?.defaultMode);
    checkItems(report, at, secret?.items);
  },
  nfs: ({ nfs }, at, report) => {
    checkRequired(report, { at: `${at}.server`, value: nfs?.server }, anything);
    checkRequired(report, { at: `${at}.path`, value: nfs?.path }, (path) =>
      path.startsWith('/') ? [] : ['must be an absolute path'],
    );
  },
  iscsi: nothing,
  glusterfs: nothing,
  flocker: nothing,
  persistentVolumeClaim: ({ persistentVolumeClaim }, at, report) =>
    checkRequired(report, { at: `${at}.claimName`, value: persistentVolumeClaim?.claimName }, anything),
  rbd: nothing,
  cinder: nothing,
  cephfs: nothing,
  quobyte: nothing,
  downwardAPI: ({ downwardAPI }, at, report) => {
    checkMode(report, `${at}.defaultMode`, downwardAPI?.defaultMode);
    for (const file of downwardAPI?.items ?? []) checkFile(report, at, file);
  },
  fc: nothing,
  flexVolume: nothing,
  configMap: ({ configMap }, at, report) => {
    checkRequired(report, { at: `${at}.name`, value: configMap?.name }, anything);
    checkMode(report, `${at}.defaultMode`, configMap?.defaultMode);
    checkItems(report, at, configMap?.items);
  },
  azureFile: nothing,
  storageos: nothing,
  vsphereVolume: nothing,
  azureDisk: nothing,
  portworxVolume: nothing,
  photonPersistentDisk: nothing,
  scaleIO: nothing,
  projected: ({ projected }, at, report) => {
    checkMode(report, `${at}.defaultMode`, projected?.defaultMode);
    for (const [i, source] of (projected?.sources ?? []).entries())
      checkProjection(report, `${at}.sources[${i}]`, source);
  },
  csi: ({ csi }, at, report) => checkRequired(report, { at: `${at}.driver`, value: csi?.driver }, anything),
  ephemeral: ({ ephemeral }, at, report) => {
    if (!ephemeral?.volumeClaimTemplate) report.push(required(`${at}.volumeClaimTemplate`));
  },
  image: nothing,
};
const sourceNames = Object.keys(sources);

/**
 * Checks all volumes; their names are what mounts may refer to.
 * @source kube-apiserver v1.37 pkg/apis/core/validation: ValidateVolumes
 */
export function checkVolumes(volumes: readonly Volume[], report: Report): void {
  const names = new Set<string>();
  for (const [i, volume] of volumes.entries()) {
    const at = `spec.volumes[${i}]`;
    const { name } = volume;
    checkRequired(report, { at: `${at}.name`, value: name }, checkLabelName);
    if (name && names.has(name)) report.push(duplicate(`${at}.name`, name));
    names.add(name);
    checkSource(volume, at, report);
  }
}

function checkSource(volume: Volume, at: string, report: Report): void {
  let found = 0;
  for (const name of sourceNames) {
    if (!(name in volume)) continue;
    if (found++ === 0) sources[name]?.(volume, `${at}.${name}`, report);
    else report.push(forbiddenField(`${at}.${name}`, 'may not specify more than 1 volume type'));
  }
  if (found === 0) report.push(required(at, 'must specify a volume type'));
}

function checkMode(report: Report, at: string, mode: number | undefined): void {
  if (mode !== undefined && (mode < 0 || mode > 0o777))
    report.push(invalid(at, mode, 'must be a number between 0 and 0777 (octal), both inclusive'));
}

function checkItems(report: Report, at: string, items: readonly KeyToPath[] = []): void {
  for (const [i, { key, path, mode }] of items.entries()) {
    checkRequired(report, { at: `${at}.items[${i}].key`, value: key }, anything);
    checkRequired(report, { at: `${at}.items[${i}].path`, value: path }, checkRelativePath);
    checkMode(report, `${at}.items[${i}].mode`, mode);
  }
}

/** A file of the downward API; its errors carry no index. */
function checkFile(report: Report, at: string, { path, mode, fieldRef, resourceFieldRef }: DownwardApiFile): void {
  checkRequired(report, { at: `${at}.path`, value: path }, checkRelativePath);
  if (fieldRef) {
    checkFileField(fieldRef, `${at}.fieldRef`, report);
    if (resourceFieldRef)
      report.push(invalid(at, 'resource', 'fieldRef and resourceFieldRef can not be specified simultaneously'));
  } else if (resourceFieldRef) {
    checkRequired(
      report,
      { at: `${at}.resourceFieldRef.containerName`, value: resourceFieldRef.containerName },
      anything,
    );
    checkResourceRef(resourceFieldRef, `${at}.resourceFieldRef`, report);
  } else report.push(required(at, 'one of fieldRef and resourceFieldRef is required'));
  checkMode(report, `${at}.mode`, mode);
}

const MIN_TOKEN_SECONDS = 600;
const MAX_TOKEN_SECONDS = 2 ** 32;

function checkProjection(report: Report, at: string, source: ProjectedSource): void {
  const { secret, configMap, downwardAPI, serviceAccountToken: token } = source;
  for (const name of Object.keys(source).slice(1))
    report.push(forbiddenField(`${at}.${name}`, 'may not specify more than 1 volume type'));
  if (secret) {
    checkRequired(report, { at: `${at}.secret.name`, value: secret.name }, anything);
    checkItems(report, `${at}.secret`, secret.items);
  }
  if (configMap) {
    checkRequired(report, { at: `${at}.configMap.name`, value: configMap.name }, anything);
    checkItems(report, `${at}.configMap`, configMap.items);
  }
  for (const file of downwardAPI?.items ?? []) checkFile(report, `${at}.downwardAPI`, file);
  if (token) checkToken(report, `${at}.serviceAccountToken`, token);
}

function checkToken(report: Report, at: string, token: NonNullable<ProjectedSource['serviceAccountToken']>): void {
  const { expirationSeconds = 3600, path } = token;
  const field = `${at}.expirationSeconds`;
  if (expirationSeconds < MIN_TOKEN_SECONDS)
    report.push(invalid(field, expirationSeconds, 'may not specify a duration less than 10 minutes'));
  if (expirationSeconds > MAX_TOKEN_SECONDS)
    report.push(invalid(field, expirationSeconds, 'may not specify a duration larger than 2^32 seconds'));
  if (!path) report.push(required(`${at}.path`));
  else checkWith(report, { at: `${at}.path`, value: path }, checkRelativePath);
}
