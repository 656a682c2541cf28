/** What the API server fills into containers, probes, hooks and ports that a client left out. */
import type { Container, ContainerPort, EnvVar, PullPolicy, ResourceRequirements } from './container.ts';
import type { GrpcAction, HttpGetAction, Lifecycle, LifecycleHandler, Probe } from './probe.ts';

const mapItems = <T>(items: readonly T[], change: (item: T) => T): readonly T[] => {
  const changed = items.map(change);
  return changed.every((item, i) => item === items[i]) ? items : changed;
};

/**
 * A container with its defaults. `hostNetwork` makes each port its own host port.
 * @source kube-apiserver v1.37 pkg/apis/core/v1: SetDefaults_Container, SetDefaults_Pod
 */
export function defaultContainer(container: Container, options: { readonly hostNetwork: boolean }): Container {
  const { ports, env, livenessProbe, readinessProbe, startupProbe, lifecycle } = container;
  return {
    ...container,
    resources: defaultResources(container.resources),
    terminationMessagePath: container.terminationMessagePath || '/dev/termination-log',
    terminationMessagePolicy: container.terminationMessagePolicy || 'File',
    imagePullPolicy: container.imagePullPolicy || pullPolicyOf(container.image),
    ...(ports && { ports: ports.map((port) => defaultPort(port, options.hostNetwork)) }),
    ...(env && { env: mapItems(env, defaultEnvVar) }),
    ...(livenessProbe && { livenessProbe: defaultProbe(livenessProbe) }),
    ...(readinessProbe && { readinessProbe: defaultProbe(readinessProbe) }),
    ...(startupProbe && { startupProbe: defaultProbe(startupProbe) }),
    ...(lifecycle && { lifecycle: defaultLifecycle(lifecycle) }),
  };
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

const defaultPort = (port: ContainerPort, hostNetwork: boolean): ContainerPort => ({
  ...port,
  protocol: port.protocol || 'TCP',
  ...(hostNetwork && !port.hostPort && { hostPort: port.containerPort }),
});

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

const defaultProbe = (probe: Probe): Probe => ({
  ...probe,
  timeoutSeconds: probe.timeoutSeconds || 1,
  periodSeconds: probe.periodSeconds || 10,
  successThreshold: probe.successThreshold || 1,
  failureThreshold: probe.failureThreshold || 3,
  ...(probe.httpGet && { httpGet: defaultHttpGet(probe.httpGet) }),
  ...(probe.grpc && { grpc: defaultGrpc(probe.grpc) }),
});

const defaultHttpGet = (action: HttpGetAction): HttpGetAction => ({
  ...action,
  path: action.path || '/',
  scheme: action.scheme || 'HTTP',
});

const defaultGrpc = (action: GrpcAction): GrpcAction =>
  action.service === undefined ? { ...action, service: '' } : action;

const defaultHandler = (handler: LifecycleHandler): LifecycleHandler =>
  handler.httpGet ? { ...handler, httpGet: defaultHttpGet(handler.httpGet) } : handler;

const defaultLifecycle = (lifecycle: Lifecycle): Lifecycle => ({
  ...lifecycle,
  ...(lifecycle.postStart && { postStart: defaultHandler(lifecycle.postStart) }),
  ...(lifecycle.preStop && { preStop: defaultHandler(lifecycle.preStop) }),
});
