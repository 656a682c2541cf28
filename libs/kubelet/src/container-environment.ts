/** What a container's processes find: variables from the spec and the objects it names, and references to them in the command. */
import {
  decodeBase64,
  podField,
  resourceField,
  type ConfigMap,
  type Container,
  type EnvVar,
  type Node,
  type Pod,
  type ResourceList,
  type Secret,
} from '#kube-api';
import { findObject, getObject, type ObjectStore } from '#object-store';
import { serviceLinks, type ProcessSetup } from '#runtime';

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

/** What a container's processes need to know of it. */
export const setupOf = ({ pod, container }: EnvironmentInput, env: ReadonlyMap<string, string>): ProcessSetup => ({
  env,
  pod,
  container: withSubPaths(container, env),
});

/** The parts of volumes that are named by variables, by their names. */
function withSubPaths(container: Container, env: ReadonlyMap<string, string>): Container {
  const { volumeMounts } = container;
  if (!volumeMounts?.some(({ subPathExpr }) => subPathExpr)) return container;
  const named = volumeMounts.map((mount) =>
    mount.subPathExpr ? { ...mount, subPath: expandReferences(mount.subPathExpr, env) } : mount,
  );
  return { ...container, volumeMounts: named };
}

function dataOf({ store, pod }: EnvironmentInput, resource: 'configmaps' | 'secrets', name = ''): [string, string][] {
  const object = findObject(store, resource, { namespace: pod.metadata.namespace, name }) as
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
  if (from.resourceFieldRef)
    return resourceField(from.resourceFieldRef, { ...input, allocatable: allocatableOf(input) });
  return from.fieldRef && podField(from.fieldRef.fieldPath, input);
}

/** What the node can give: the limits of a container that has none. */
function allocatableOf({ store, pod }: EnvironmentInput): ResourceList {
  const node = getObject(store, 'nodes', pod.spec.nodeName ?? '') as Node | undefined; // holds Nodes
  return node?.status?.allocatable ?? {};
}

/**
 * `$(NAME)` is replaced when there is such a variable, `$$` is a dollar sign, all else stays.
 * @source kubelet v1.37 third_party/forked/golang/expansion/expand.go
 */
export const expandReferences = (text: string, env: ReadonlyMap<string, string>): string =>
  text.replaceAll(/\$\$|\$\(([^)]*)\)/g, (whole, name: string | undefined) =>
    name === undefined ? '$' : (env.get(name) ?? whole),
  );

/** A command with its references replaced, those to services included; most have none. */
export function expandCommand(
  { store, pod }: EnvironmentInput,
  words: readonly string[],
  env: ReadonlyMap<string, string>,
): readonly string[] {
  if (!words.some((word) => word.includes('$'))) return words;
  const all = words.some((word) => word.includes('$(')) ? new Map([...serviceLinks(store, pod), ...env]) : env;
  return words.map((word) => expandReferences(word, all));
}
