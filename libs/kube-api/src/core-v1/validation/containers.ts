/** Validation of containers: the common rules, then those of each list. */
import { isSidecar } from '../pod-facts.ts';
import { duplicate, forbiddenField, invalid, required, tooMany } from '../../meta-v1/field-error.ts';
import { checkLabelName, checkPortName } from '../../meta-v1/names.ts';
import type { Container, RestartRule } from '../container.ts';
import type { PodSpec, Volume } from '../pod.ts';
import { checkEnv } from './env.ts';
import { checkDevices, checkMounts } from './mounts.ts';
import { checkLifecycle, checkProbes } from './probes.ts';
import { checkOneOf, checkRange, checkRequired, type Report } from './report.ts';
import { checkResizePolicy, checkResources } from './resources.ts';
import { checkSecurity } from './security.ts';

export interface ContainerContext {
  readonly report: Report;
  readonly spec: PodSpec;
  readonly volumes: ReadonlyMap<string, Volume>;
  readonly gracePeriodSeconds: number;
  /** Names of the containers seen so far, over all lists. */
  readonly names: Set<string>;
}

const PORTS = [1, 65_535] as const;
const NOT_FOR_INIT = 'may not be set for init containers without restartPolicy=Always';
const initOnlyForSidecars = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const;

/** @source kube-apiserver v1.37 pkg/apis/core/validation: validateContainers */
export function checkContainers(context: ContainerContext): void {
  const { report, spec } = context;
  if (spec.containers.length === 0) report.push(required('spec.containers'));
  for (const [i, container] of spec.containers.entries()) {
    const at = `spec.containers[${i}]`;
    checkContainer(container, at, context);
    checkRunning(container, at, context);
    checkRestart(container, at, report);
  }
  checkHostPorts(spec.containers, report);
}

/** @source kube-apiserver v1.37 pkg/apis/core/validation: validateInitContainers */
export function checkInitContainers(context: ContainerContext): void {
  const { report, spec } = context;
  for (const [i, container] of (spec.initContainers ?? []).entries()) {
    const at = `spec.initContainers[${i}]`;
    checkContainer(container, at, context);
    if (isSidecar(container)) checkRunning(container, at, context);
    else checkPlainInit(container, at, report);
    checkRestart(container, at, report);
  }
}

function checkPlainInit(container: Container, at: string, report: Report): void {
  for (const field of initOnlyForSidecars)
    if (container[field]) report.push(forbiddenField(`${at}.${field}`, NOT_FOR_INIT));
  for (const [i, { restartPolicy }] of (container.resizePolicy ?? []).entries())
    if (restartPolicy === 'RestartContainer')
      report.push(
        invalid(
          `${at}.resizePolicy[${i}].restartPolicy`,
          restartPolicy,
          "must not be set to 'RestartContainer' for non-sidecar initContainers",
        ),
      );
}

/** What only a container that keeps running can have. */
function checkRunning(container: Container, at: string, context: ContainerContext): void {
  if (container.lifecycle) checkLifecycle(container.lifecycle, `${at}.lifecycle`, context);
  checkProbes(container, at, context);
}

/** The rules that all containers share, in the server's order. */
export function checkContainer(container: Container, at: string, context: ContainerContext): void {
  const { report, spec, names } = context;
  checkRequired(report, { at: `${at}.name`, value: container.name }, checkLabelName);
  checkImage(container, at, report);
  checkOneOf(report, { at: `${at}.terminationMessagePolicy`, value: container.terminationMessagePolicy }, [
    'File',
    'FallbackToLogsOnError',
  ]);
  checkPorts(container, at, report);
  checkEnv(container, at, report);
  checkMounts(container, at, context);
  checkDevices(container, at, context);
  checkOneOf(report, { at: `${at}.imagePullPolicy`, value: container.imagePullPolicy }, [
    'Always',
    'IfNotPresent',
    'Never',
  ]);
  if (container.resources) checkResources(container.resources, `${at}.resources`, report);
  if (container.resizePolicy)
    checkResizePolicy(container, `${at}.resizePolicy`, { report, restartPolicy: spec.restartPolicy });
  if (container.securityContext) checkSecurity(container.securityContext, `${at}.securityContext`, report);
  if (container.name && names.has(container.name)) report.push(duplicate(`${at}.name`, container.name));
  names.add(container.name);
}

function checkImage({ image }: Container, at: string, report: Report): void {
  if (!image) report.push(required(`${at}.image`));
  else if (image.trim() !== image)
    report.push(invalid(`${at}.image`, image, 'must not have leading or trailing whitespace'));
}

function checkPorts({ ports }: Container, at: string, report: Report): void {
  if (!ports) return;
  const names = new Set<string>();
  for (const [i, { name, containerPort, hostPort, protocol }] of ports.entries()) {
    const path = `${at}.ports[${i}]`;
    if (name) {
      for (const detail of checkPortName(name)) report.push(invalid(`${path}.name`, name, detail));
      if (names.has(name)) report.push(duplicate(`${path}.name`, name));
      names.add(name);
    }
    if (!containerPort) report.push(required(`${path}.containerPort`));
    else checkRange(report, { at: `${path}.containerPort`, value: containerPort }, PORTS);
    if (hostPort) checkRange(report, { at: `${path}.hostPort`, value: hostPort }, PORTS);
    checkOneOf(report, { at: `${path}.protocol`, value: protocol }, ['SCTP', 'TCP', 'UDP']);
  }
}

/** No two containers may ask for the same port of the node. */
function checkHostPorts(containers: readonly Container[], report: Report): void {
  const seen = new Set<string>();
  for (const [i, { ports = [] }] of containers.entries())
    for (const [j, { protocol, hostIP = '', hostPort }] of ports.entries()) {
      if (!hostPort) continue;
      const port = `${protocol}/${hostIP}/${hostPort}`;
      if (seen.has(port)) report.push(duplicate(`spec.containers[${i}].ports[${j}].hostPort`, port));
      seen.add(port);
    }
}

const MAX_RULES = 20;
const MAX_EXIT_CODES = 255;

/** @source kube-apiserver v1.37 pkg/apis/core/validation: validateContainerRestartPolicy */
function checkRestart({ restartPolicy, restartPolicyRules = [] }: Container, at: string, report: Report): void {
  checkOneOf(report, { at: `${at}.restartPolicy`, value: restartPolicy }, ['Always', 'Never', 'OnFailure']);
  if (restartPolicyRules.length === 0) return;
  if (restartPolicy === undefined)
    report.push(required(`${at}.restartPolicy`, 'must specify restartPolicy when restart rules are used'));
  const path = `${at}.restartPolicyRules`;
  if (restartPolicyRules.length > MAX_RULES) report.push(tooMany(path, restartPolicyRules.length, MAX_RULES));
  for (const [i, rule] of restartPolicyRules.entries()) checkRestartRule(rule, `${path}[${i}]`, report);
}

function checkRestartRule({ action, exitCodes }: RestartRule, at: string, report: Report): void {
  checkOneOf(report, { at: `${at}.action`, value: action }, ['Restart', 'RestartAllContainers']);
  if (!exitCodes) return void report.push(required(`${at}.exitCodes`, 'must be specified'));
  const { operator, values = [] } = exitCodes;
  checkOneOf(report, { at: `${at}.exitCodes.operator`, value: operator }, ['In', 'NotIn']);
  if (values.length > MAX_EXIT_CODES) report.push(tooMany(`${at}.exitCodes.values`, values.length, MAX_EXIT_CODES));
}
