/** What the API server fills into containers, probes, hooks and ports that a client left out. */
import { roundUpToMilli } from '../meta-v1/quantity.ts';
import type { Container, ContainerPort, EnvVar, PullPolicy, ResourceList, ResourceRequirements } from './container.ts';
import type { GrpcAction, HttpGetAction, Lifecycle, LifecycleHandler, Probe } from './probe.ts';

const mapItems = <T>(items: readonly T[], change: (item: T) => T): readonly T[] => {
  const changed = items.map(change);
  return changed.every((item, i) => item === items[i]) ? items : changed;
};

/** A copy that is filled in before anybody else sees it. */
type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** What pods get and their templates do not. */
export interface ContainerDefaults {
  /** Each port is its own host port. */
  readonly hostNetwork: boolean;
  /** A request that is not given is its limit. */
  readonly requests: boolean;
}

/**
 * A container with its defaults.
 * @source kube-apiserver v1.37 pkg/apis/core/v1: SetDefaults_Container, SetDefaults_Pod
 */
export function defaultContainer(container: Container, options: ContainerDefaults): Container {
  // Assigned, not spread: spread objects that get new fields end up with a hidden class each.
  const filled: Draft<Container> = Object.assign({}, container);
  filled.resources = defaultResources(container.resources, options);
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

/** The resources with their requests, in whole milli-units. */
export function defaultResources(
  resources: ResourceRequirements | undefined,
  { requests }: ContainerDefaults,
): ResourceRequirements {
  const rounded = roundResources(resources ?? {});
  const { limits } = rounded;
  if (!requests || !limits) return rounded;
  const missing = Object.keys(limits).filter((name) => rounded.requests?.[name] === undefined);
  return missing.length === 0 ? rounded : { ...rounded, requests: { ...limits, ...rounded.requests } };
}

/** @source kube-apiserver v1.37 pkg/apis/core/v1: SetDefaults_ResourceList */
function roundResources(resources: ResourceRequirements): ResourceRequirements {
  const { limits, requests } = resources;
  const [roundLimits, roundRequests] = [roundList(limits), roundList(requests)];
  if (roundLimits === limits && roundRequests === requests) return resources;
  return {
    ...resources,
    ...(roundLimits && { limits: roundLimits }),
    ...(roundRequests && { requests: roundRequests }),
  };
}

function roundList(list: ResourceList | undefined): ResourceList | undefined {
  if (!list || Object.values(list).every((text) => roundUpToMilli(text) === text)) return list;
  return Object.fromEntries(Object.entries(list).map(([name, text]) => [name, roundUpToMilli(text)]));
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
