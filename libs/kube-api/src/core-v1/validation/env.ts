/** Validation of environment variables and of the fields and resources that they can show. */
import { invalid, notSupported, required } from '../../meta-v1/field-error.ts';
import { checkConfigKey, checkEnvVarName, checkQualifiedName, checkSubdomain } from '../../meta-v1/names.ts';
import type { Container, EnvFromSource, EnvVar, KeySelector } from '../container.ts';
import type { DownwardApiFile } from '../pod.ts';
import { checkRequired, checkWith, type Report } from './report.ts';

type FieldRef = NonNullable<DownwardApiFile['fieldRef']>;
type ResourceFieldRef = NonNullable<DownwardApiFile['resourceFieldRef']>;

const envFields = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];
const fileFields = ['metadata.annotations', 'metadata.labels', 'metadata.name', 'metadata.namespace', 'metadata.uid'];
// What the downward API knows at all; which of them are allowed depends on the place.
const knownFields = new Set([
  ...envFields,
  ...fileFields,
  'spec.restartPolicy',
  'spec.schedulerName',
  'status.phase',
  'spec.host',
]);

const resources = [
  'limits.cpu',
  'limits.ephemeral-storage',
  'limits.memory',
  'requests.cpu',
  'requests.ephemeral-storage',
  'requests.memory',
];

/** @source kube-apiserver v1.37 pkg/apis/core/validation: ValidateEnv */
export function checkEnv({ env, envFrom }: Container, at: string, report: Report): void {
  for (const [i, variable] of (env ?? []).entries()) {
    const path = `${at}.env[${i}]`;
    checkRequired(report, { at: `${path}.name`, value: variable.name }, checkEnvVarName);
    if (variable.valueFrom) checkValueFrom(variable, `${path}.valueFrom`, report);
  }
  for (const [i, source] of (envFrom ?? []).entries()) checkEnvFrom(source, { at: `${at}.envFrom`, index: i }, report);
}

function checkValueFrom({ value, valueFrom = {} }: EnvVar, at: string, report: Report): void {
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef } = valueFrom;
  if (fieldRef) checkFieldRef(fieldRef, `${at}.fieldRef`, { report, allowed: envFields });
  if (resourceFieldRef) checkResourceRef(resourceFieldRef, `${at}.resourceFieldRef`, report);
  if (configMapKeyRef) checkKeySelector(configMapKeyRef, `${at}.configMapKeyRef`, report);
  if (secretKeyRef) checkKeySelector(secretKeyRef, `${at}.secretKeyRef`, report);
  const count = [fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef].filter(Boolean).length;
  if (count === 0)
    report.push(
      invalid(
        at,
        '',
        'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`',
      ),
    );
  else if (value) report.push(invalid(at, '', 'may not be specified when `value` is not empty'));
  else if (count > 1) report.push(invalid(at, '', 'may not have more than one field specified at a time'));
}

function checkKeySelector({ name = '', key }: KeySelector, at: string, report: Report): void {
  checkWith(report, { at: `${at}.name`, value: name }, checkSubdomain);
  checkRequired(report, { at: `${at}.key`, value: key }, checkConfigKey);
}

interface Allowed {
  readonly report: Report;
  readonly allowed: readonly string[];
}

/** The field of a file in a volume. */
export const checkFileField = (ref: FieldRef, at: string, report: Report): void =>
  checkFieldRef(ref, at, { report, allowed: fileFields });

function checkFieldRef({ fieldPath }: FieldRef, at: string, { report, allowed }: Allowed): void {
  const path = `${at}.fieldPath`;
  if (!fieldPath) return void report.push(required(path));
  const subscript = /^(.*)\['(.*)'\]$/.exec(fieldPath);
  if (subscript) return checkSubscript(report, { path, fieldPath, field: subscript[1] ?? '', key: subscript[2] ?? '' });
  if (!knownFields.has(fieldPath))
    report.push(invalid(path, fieldPath, `error converting fieldPath: field label not supported: ${fieldPath}`));
  else if (!allowed.includes(fieldPath)) report.push(notSupported(path, fieldPath, allowed));
}

interface Subscript {
  readonly path: string;
  readonly fieldPath: string;
  readonly field: string;
  readonly key: string;
}

function checkSubscript(report: Report, { path, fieldPath, field, key }: Subscript): void {
  if (field === 'metadata.labels') checkWith(report, { at: path, value: key }, checkQualifiedName);
  else if (field === 'metadata.annotations')
    checkWith(report, { at: path, value: key.toLowerCase() }, checkQualifiedName);
  else if (knownFields.has(field)) report.push(invalid(path, field, 'does not support subscript'));
  else
    report.push(
      invalid(path, fieldPath, `error converting fieldPath: field label does not support subscript: ${fieldPath}`),
    );
}

const byteDivisors = ['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei'];
const divisors: Readonly<Record<string, { readonly values: readonly string[]; readonly text: string }>> = {
  cpu: { values: ['1m', '1'], text: '1m and 1 are supported with the cpu resource' },
  memory: { values: byteDivisors, text: `${byteDivisors.join(', ')} are supported with the memory resource` },
  'ephemeral-storage': {
    values: byteDivisors,
    text: `${byteDivisors.join(', ')} are supported with the local ephemeral storage resource`,
  },
};

/** A resource of a container; in a volume the container has to be named, which is checked there. */
export function checkResourceRef({ resource, divisor }: ResourceFieldRef, at: string, report: Report): void {
  if (!resource) return void report.push(required(`${at}.resource`));
  const isHugePages = /^(limits|requests)\.hugepages-/.test(resource);
  if (!resources.includes(resource) && !isHugePages)
    return void report.push(notSupported(`${at}.resource`, resource, resources));
  const rule = divisors[resource.slice(resource.indexOf('.') + 1)];
  if (!rule || divisor === undefined || divisor === '0' || rule.values.includes(divisor)) return;
  report.push(invalid(`${at}.divisor`, resource, `only divisor's values ${rule.text}`));
}

interface Indexed {
  readonly at: string;
  readonly index: number;
}

function checkEnvFrom({ configMapRef, secretRef }: EnvFromSource, { at, index }: Indexed, report: Report): void {
  const path = `${at}[${index}]`;
  if (configMapRef)
    checkRequired(report, { at: `${path}.configMapRef.name`, value: configMapRef.name }, checkSubdomain);
  if (secretRef) checkRequired(report, { at: `${path}.secretRef.name`, value: secretRef.name }, checkSubdomain);
  // Both are reported at the list, without an index.
  if (!configMapRef && !secretRef) report.push(invalid(at, '', 'must specify one of: `configMapRef` or `secretRef`'));
  if (configMapRef && secretRef) report.push(invalid(at, '', 'may not have more than one field specified at a time'));
}
