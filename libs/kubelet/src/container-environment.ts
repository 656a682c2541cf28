/** What a container's processes find: variables from the spec and the objects it names, and references to them in the command. */
import type { ConfigMap, Container, EnvVar, Pod, Secret } from '#kube-api';
import { getObject, keyOf, type ObjectStore } from '#object-store';
import type { ProcessSetup } from '#runtime';

export interface EnvironmentInput {
  readonly store: ObjectStore;
  readonly pod: Pod;
  readonly container: Container;
  readonly podIP: string;
  readonly hostIP: string;
}

/**
 * Variables in the order of the spec; a later one may name an earlier one.
 * @source kubelet v1.37 pkg/kubelet/kubelet_pods.go makeEnvironmentVariables
 */
export function environmentOf(input: EnvironmentInput): Map<string, string> {
  const env = new Map<string, string>();
  for (const { prefix = '', configMapRef, secretRef } of input.container.envFrom ?? []) {
    for (const [key, value] of configMapRef ? configOf(input, configMapRef.name) : []) env.set(prefix + key, value);
    for (const [key, value] of secretRef ? secretOf(input, secretRef.name) : []) env.set(prefix + key, value);
  }
  for (const variable of input.container.env ?? []) {
    const value = variable.valueFrom ? sourced(input, variable.valueFrom) : expandReferences(variable.value ?? '', env);
    if (value !== undefined) env.set(variable.name, value);
  }
  return env;
}

/** Variables, folder and message file of a container's processes. */
export const setupOf = (input: EnvironmentInput, env: ReadonlyMap<string, string>): ProcessSetup => ({
  env,
  workingDir: input.container.workingDir ?? '/',
  terminationMessagePath: input.container.terminationMessagePath ?? '',
});

function dataOf({ store, pod }: EnvironmentInput, resource: 'configmaps' | 'secrets', name = ''): [string, string][] {
  const object = getObject(store, resource, keyOf(pod.metadata.namespace ?? '', name)) as
    ConfigMap | Secret | undefined; // the resource says the type
  return Object.entries(object?.data ?? {});
}

const configOf = (input: EnvironmentInput, name: string | undefined): [string, string][] =>
  dataOf(input, 'configmaps', name);
const secretOf = (input: EnvironmentInput, name: string | undefined): [string, string][] =>
  dataOf(input, 'secrets', name).map(([key, value]) => [key, decodeBase64(value)]);

function sourced(input: EnvironmentInput, from: NonNullable<EnvVar['valueFrom']>): string | undefined {
  const find = (data: [string, string][], key: string): string | undefined => data.find(([name]) => name === key)?.[1];
  if (from.configMapKeyRef) return find(configOf(input, from.configMapKeyRef.name), from.configMapKeyRef.key);
  if (from.secretKeyRef) return find(secretOf(input, from.secretKeyRef.name), from.secretKeyRef.key);
  return from.fieldRef && fieldOf(input, from.fieldRef.fieldPath);
}

const fields: Readonly<Record<string, (input: EnvironmentInput) => string | undefined>> = {
  'metadata.name': ({ pod }) => pod.metadata.name,
  'metadata.namespace': ({ pod }) => pod.metadata.namespace,
  'metadata.uid': ({ pod }) => pod.metadata.uid,
  'spec.nodeName': ({ pod }) => pod.spec.nodeName,
  'spec.serviceAccountName': ({ pod }) => pod.spec.serviceAccountName,
  'status.podIP': ({ podIP }) => podIP,
  'status.podIPs': ({ podIP }) => podIP,
  'status.hostIP': ({ hostIP }) => hostIP,
};

/** `metadata.name`, `metadata.labels['app']` and their like. */
function fieldOf(input: EnvironmentInput, path: string): string | undefined {
  const [, list, key] = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path) ?? [];
  const map = list === 'labels' ? input.pod.metadata.labels : input.pod.metadata.annotations;
  if (key !== undefined) return map && Object.hasOwn(map, key) ? map[key] : '';
  return Object.hasOwn(fields, path) ? (fields[path]?.(input) ?? '') : undefined;
}

/**
 * `$(NAME)` is replaced when there is such a variable, `$$` is a dollar sign, all else stays.
 * @source kubelet v1.37 third_party/forked/golang/expansion/expand.go
 */
export const expandReferences = (text: string, env: ReadonlyMap<string, string>): string =>
  text.replaceAll(/\$\$|\$\(([^)]*)\)/g, (whole, name: string | undefined) =>
    name === undefined ? '$' : (env.get(name) ?? whole),
  );

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The text behind base64; UTF-8 inside. */
function decodeBase64(text: string): string {
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const char of text.replaceAll(/[^A-Za-z0-9+/]/g, '')) {
    bits = ((bits << 6) | ALPHABET.indexOf(char)) & 0xff_ffff;
    count += 6;
    if (count >= 8) bytes.push((bits >> (count -= 8)) & 255);
  }
  return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
}
