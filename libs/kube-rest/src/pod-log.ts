/** Logs of containers: which instance a request means, and its lines as the request wants them. */
import { isTrue, type ApiRequest, type Connection } from '#apiserver';
import type { Instant } from '#kernel';
import { badRequest, formatMicroTime, parseTime, type ContainerStatus, type Pod } from '#kube-api';
import { findObject } from '#object-store';
import { logLines, type LogLine, type RuntimeContainer } from '#runtime';
import type { Simulation } from '#cluster';

/** One instance of a container, where its lines are. */
export interface LogSource {
  readonly node: string;
  readonly uid: string;
  /** Id of the instance. */
  readonly id: string;
}

type Query = NonNullable<ApiRequest['query']>;

/**
 * The instance whose log is meant. Throws a 400 in the kubelet's words when there is none.
 * @source kubelet v1.37 pkg/kubelet: validateContainerLogStatus
 */
export function findLog(simulation: Simulation, connection: Connection, query: Query): LogSource {
  const { namespace, pod: name, container = '' } = connection;
  const pod = findObject(simulation.store, 'pods', { namespace, name }) as Pod | undefined; // the resource says the type
  const refuse = (what: string): Error => badRequest(`container "${container}" in pod "${name}" ${what}`);
  const status = pod && statusOf(pod, container);
  if (!pod || !status) throw refuse('is not available');
  const id = isTrue(query['previous']) ? previousId(status, { name, container }) : currentId(status, refuse);
  return { node: pod.spec.nodeName ?? '', uid: pod.metadata.uid ?? '', id: id.replace(/^containerd:\/\//, '') };
}

function statusOf({ status }: Pod, container: string): ContainerStatus | undefined {
  const all = [status?.containerStatuses, status?.initContainerStatuses, status?.ephemeralContainerStatuses];
  return all.flatMap((statuses) => statuses ?? []).find(({ name }) => name === container);
}

function previousId({ lastState }: ContainerStatus, { name, container }: { name: string; container: string }): string {
  const id = lastState?.terminated?.containerID;
  if (id) return id;
  throw badRequest(`previous terminated container "${container}" in pod "${name}" not found`);
}

const waitingTexts: Readonly<Record<string, string>> = {
  ErrImagePull: "image can't be pulled",
  ImagePullBackOff: 'trying and failing to pull image',
};

function currentId({ state, lastState, containerID }: ContainerStatus, refuse: (what: string) => Error): string {
  if (state?.running && containerID) return containerID;
  const id = state?.terminated?.containerID ?? lastState?.terminated?.containerID;
  if (id) return id;
  if (state?.terminated) throw refuse('is terminated');
  const { reason } = state?.waiting ?? {};
  if (!reason) throw refuse('is waiting to start - no logs yet');
  throw refuse(`is waiting to start: ${waitingTexts[reason] ?? reason}`);
}

/** The instance as it is now; absent when the runtime has removed it. */
export function instanceOf({ runtime }: Simulation, { node, uid, id }: LogSource): RuntimeContainer | undefined {
  return runtime.nodes
    .get(node)
    ?.pods.get(uid)
    ?.containers.find((container) => container.id === id);
}

/** Every line until `now`; one that says so when the runtime has removed the instance. */
export function linesOf(simulation: Simulation, source: LogSource, now: Instant): readonly LogLine[] {
  const instance = instanceOf(simulation, source);
  if (instance) return logLines({ ...simulation, now }, instance);
  return [{ at: now, line: `unable to retrieve container logs for containerd://${source.id}` }];
}

/** What a request wants of the lines: since when, how many, how long, with times. */
export function formatLog(
  lines: readonly LogLine[],
  query: Query,
  { epoch, now }: { epoch: number; now: Instant },
): string {
  const since = sinceOf(query, { epoch, now });
  const recent = lines.filter(({ at }) => at >= since);
  const { tailLines, limitBytes, timestamps } = query;
  const shown =
    tailLines === undefined ? recent : recent.slice(recent.length - Math.min(recent.length, Number(tailLines)));
  const text = shown.map((line) => formatLine(line, isTrue(timestamps) ? epoch : undefined)).join('');
  return limitBytes === undefined ? text : Buffer.from(text).subarray(0, Number(limitBytes)).toString();
}

function sinceOf({ sinceSeconds, sinceTime }: Query, { epoch, now }: { epoch: number; now: Instant }): Instant {
  if (sinceSeconds !== undefined) return now - Number(sinceSeconds) * 1000;
  return sinceTime === undefined ? -Infinity : parseTime(sinceTime) - epoch;
}

/** With an epoch the line begins with its time in nanoseconds. */
function formatLine({ at, line }: LogLine, epoch: number | undefined): string {
  const time = epoch === undefined ? '' : `${formatMicroTime(epoch + at).slice(0, -1)}000Z `;
  return `${time}${line}\n`;
}
