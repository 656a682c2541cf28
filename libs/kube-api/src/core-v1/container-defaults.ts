/** What the API server fills into containers, probes, hooks and ports that a client left out. */
import type { Container, ContainerPort, EnvVar, PullPolicy, ResourceRequirements } from './container.ts';
import type { GrpcAction, HttpGetAction, Lifecycle, LifecycleHandler, Probe } from './probe.ts';

const mapItems = <T>(items: readonly T[], change: (item: T) => T): readonly T[] => {
  const changed = items.map(change);
  return changed.every((item, i) => item === items[i]) ? items : changed;
};

/** A copy that is filled in before anybody else sees it. */
type Draft<T> = { -readonly [K in keyof T]: T[K] };

/**
 * A container with its defaults. `hostNetwork` makes each port its own host port.
 * @source kube-apiserver v1.37 pkg/apis/core/v1: SetDefaults_Container, SetDefaults_Pod
 */
export function defaultContainer(container: Container, options: { readonly hostNetwork: boolean }): Container {
  // Assigned, not spread: spread objects that get new fields end up with a hidden class each.
  const filled: Draft<Container> = Object.assign({}, container);
  filled.resources = defaultResources(container.resources);
  filled.terminationMessagePath ||= '/dev/termination-log';
  filled.terminationMessagePolicy ||= 'File';
  filled.imagePullPolicy ||= pullPolicyOf(container.image);
  if (container.ports) filled.ports = container.ports.map((port) => defaultPort(port, options.hostNetwork));
  if (container.env) filled.env = mapItems(container.env, defaultEnvVar);
  if (container.livenessProbe) filled.livenessProbe = defaultProbe(container.livenessProbe);
  if (container.readinessProbe) filled.readinessProbe = defaultProbe(container.readinessProbe);
  if (container.startupProbe) filled.startupProbe = defaultProbe(container.startupProbe);
  if (container.lifecycle) filled.lifecycle = defaultLifecycle(container.lifecycle);
  return filled;
}

/** Always for the tag `latest` and for an image with neither tag nor digest, else IfNotPresent. */
export function pullPolicyOf(image: string | undefined): PullPolicy {
  const text = image ?? '';
  if (text.includes('@')) return 'IfNotPresent';
  const tag = /:([^/]*)$/.exec(text)?.[1];
  return tag === undefined || tag === '' || tag === 'latest' ? 'Always' : 'IfNotPresent';
}

/** A request that is not given is its limit. */
export function defaultResources(resources: ResourceRequirements | undefined): ResourceRequirements {
  const limits = resources?.limits;
  if (!resources || !limits) return resources ?? {};
  const missing = Object.keys(limits).filter((name) => resources.requests?.[name] === undefined);
  if (missing.length === 0) return resources;
  return { ...resources, requests: { ...limits, ...resources.requests } };
}

function defaultPort(port: ContainerPort, hostNetwork: boolean): ContainerPort {
  const filled: Draft<ContainerPort> = Object.assign({}, port);
  filled.protocol ||= 'TCP';
  if (hostNetwork) filled.hostPort ||= port.containerPort;
  return filled;
}

function defaultEnvVar(variable: EnvVar): EnvVar {
  const { fieldRef, resourceFieldRef } = variable.valueFrom ?? {};
  if (fieldRef && !fieldRef.apiVersion)
    return {
      ...variable,
      valueFrom: { ...variable.valueFrom, fieldRef: { apiVersion: 'v1', fieldPath: fieldRef.fieldPath } },
    };
  if (resourceFieldRef && resourceFieldRef.divisor === undefined)
    return {
      ...variable,
      valueFrom: { ...variable.valueFrom, resourceFieldRef: { ...resourceFieldRef, divisor: '0' } },
    };
  return variable;
}

function defaultProbe(probe: Probe): Probe {
  const filled: Draft<Probe> = Object.assign({}, probe);
  filled.timeoutSeconds ||= 1;
  filled.periodSeconds ||= 10;
  filled.successThreshold ||= 1;
  filled.failureThreshold ||= 3;
  if (probe.httpGet) filled.httpGet = defaultHttpGet(probe.httpGet);
  if (probe.grpc) filled.grpc = defaultGrpc(probe.grpc);
  return filled;
}

const defaultHttpGet = (action: HttpGetAction): HttpGetAction =>
  Object.assign({}, action, { path: action.path || '/', scheme: action.scheme || 'HTTP' });

const defaultGrpc = (action: GrpcAction): GrpcAction =>
  action.service === undefined ? { ...action, service: '' } : action;

const defaultHandler = (handler: LifecycleHandler): LifecycleHandler =>
  handler.httpGet ? { ...handler, httpGet: defaultHttpGet(handler.httpGet) } : handler;

const defaultLifecycle = (lifecycle: Lifecycle): Lifecycle => ({
  ...lifecycle,
  ...(lifecycle.postStart && { postStart: defaultHandler(lifecycle.postStart) }),
  ...(lifecycle.preStop && { preStop: defaultHandler(lifecycle.preStop) }),
});
