/** Validation of probes, hooks and what they ask: handlers of both kinds. */
import { forbiddenField, invalid, required } from '../../meta-v1/field-error.ts';
import { checkHeaderName, checkPortName, checkPortNumber } from '../../meta-v1/names.ts';
import type { Container } from '../container.ts';
import type {
  ExecAction,
  GrpcAction,
  HttpGetAction,
  Lifecycle,
  LifecycleHandler,
  Probe,
  SleepAction,
  TcpSocketAction,
} from '../probe.ts';
import { checkNonNegative, checkOneOf, checkWith, type Report } from './report.ts';

type Handler = Probe & LifecycleHandler;

interface HandlerContext {
  readonly report: Report;
  readonly gracePeriodSeconds: number;
}

/** The one-of fields in the order in which the first one counts. */
const handlers: readonly {
  readonly name: keyof Handler & string;
  readonly check: (handler: Handler, at: string, context: HandlerContext) => void;
}[] = [
  { name: 'exec', check: ({ exec }, at, { report }) => exec && checkExec(report, exec, at) },
  { name: 'httpGet', check: ({ httpGet }, at, { report }) => httpGet && checkHttpGet(report, httpGet, at) },
  { name: 'tcpSocket', check: ({ tcpSocket }, at, { report }) => tcpSocket && checkPort(report, tcpSocket, at) },
  { name: 'grpc', check: ({ grpc }, at, { report }) => grpc && checkPort(report, grpc, at) },
  { name: 'sleep', check: ({ sleep }, at, context) => sleep && checkSleep(sleep, at, context) },
];

/** Exactly one handler; the first in order is checked, every further one is refused. */
function checkHandler(handler: Handler, at: string, context: HandlerContext): void {
  let found = 0;
  for (const { name, check } of handlers) {
    if (handler[name] === undefined) continue;
    if (found++ === 0) check(handler, `${at}.${name}`, context);
    else context.report.push(forbiddenField(`${at}.${name}`, 'may not specify more than 1 handler type'));
  }
  if (found === 0) context.report.push(required(at, 'must specify a handler type'));
}

function checkExec(report: Report, { command }: ExecAction, at: string): void {
  if (!command || command.length === 0) report.push(required(`${at}.command`));
}

function checkHttpGet(report: Report, action: HttpGetAction, at: string): void {
  checkPort(report, action, at);
  checkOneOf(report, { at: `${at}.scheme`, value: action.scheme }, ['HTTP', 'HTTPS']);
  for (const { name } of action.httpHeaders ?? [])
    checkWith(report, { at: `${at}.httpHeaders`, value: name }, checkHeaderName);
}

/** A number in range, or the name of a port; whether a container has that port is not checked. */
function checkPort(report: Report, { port }: HttpGetAction | TcpSocketAction | GrpcAction, at: string): void {
  const details = typeof port === 'string' ? checkPortName(port) : checkPortNumber(port ?? 0);
  for (const detail of details) report.push(invalid(`${at}.port`, port ?? 0, detail));
}

function checkSleep(
  { seconds = 0 }: Partial<SleepAction>,
  at: string,
  { report, gracePeriodSeconds }: HandlerContext,
): void {
  if (seconds >= 0 && seconds <= gracePeriodSeconds) return;
  report.push(
    invalid(at, seconds, `must be non-negative and less than terminationGracePeriodSeconds (${gracePeriodSeconds})`),
  );
}

const numbers = [
  'initialDelaySeconds',
  'timeoutSeconds',
  'periodSeconds',
  'successThreshold',
  'failureThreshold',
] as const;
type ProbeField = 'livenessProbe' | 'readinessProbe' | 'startupProbe';
const probeFields: readonly ProbeField[] = ['livenessProbe', 'readinessProbe', 'startupProbe'];

/** What each probe type asks beyond the common rules. */
const typeRules: Readonly<Record<ProbeField, (probe: Probe, at: string, report: Report) => void>> = {
  livenessProbe: checkSuccessThreshold,
  startupProbe: checkSuccessThreshold,
  readinessProbe: ({ terminationGracePeriodSeconds: grace }, at, report) => {
    if (grace !== undefined)
      report.push(invalid(`${at}.terminationGracePeriodSeconds`, grace, 'must not be set for readinessProbes'));
  },
};

function checkSuccessThreshold({ successThreshold }: Probe, at: string, report: Report): void {
  if (successThreshold !== undefined && successThreshold !== 1)
    report.push(invalid(`${at}.successThreshold`, successThreshold, 'must be 1'));
}

/** @source kube-apiserver v1.37 pkg/apis/core/validation: validateProbe, validateLivenessProbe and the others */
export function checkProbes(container: Container, at: string, context: HandlerContext): void {
  for (const field of probeFields) {
    const probe = container[field];
    if (!probe) continue;
    const path = `${at}.${field}`;
    checkProbe(probe, path, context);
    typeRules[field](probe, path, context.report);
  }
}

function checkProbe(probe: Probe, at: string, context: HandlerContext): void {
  const { report } = context;
  checkHandler(probe, at, context);
  for (const name of numbers) checkNonNegative(report, { at: `${at}.${name}`, value: probe[name] });
  const grace = probe.terminationGracePeriodSeconds;
  if (grace !== undefined && grace <= 0)
    report.push(invalid(`${at}.terminationGracePeriodSeconds`, grace, 'must be greater than 0'));
}

/** @source kube-apiserver v1.37 pkg/apis/core/validation: validateLifecycle */
export function checkLifecycle({ postStart, preStop }: Lifecycle, at: string, context: HandlerContext): void {
  if (postStart) checkHandler(postStart, `${at}.postStart`, context);
  if (preStop) checkHandler(preStop, `${at}.preStop`, context);
}
