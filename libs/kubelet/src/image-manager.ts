/** The image manager: makes sure that a container's image is there, by policy, with back-off, one pull after another. */
import { joinCauses, noCauses, withEntry, withoutEntry, type Instant, type Millis } from '#kernel';
import type { Container, PullPolicy } from '#kube-api';
import { isImageReference } from '#image-catalogue';
import { subjectNamed } from '#object-store';
import { isImagePresent, pullImage, type PullResult } from '#runtime';
import { containerEvent, type KubeletContext } from './context.ts';
import { goDuration } from './go-duration.ts';
import type { PodWorker, QueuedPull } from './kubelet-state.ts';

export type ImageOutcome =
  | { readonly kind: 'present' }
  | { readonly kind: 'pulling' }
  | { readonly kind: 'failed'; readonly reason: string; readonly message: string };

/** How long after the last failure a back-off is forgotten. */
const forgetMs = (maxMs: Millis): Millis => 2 * maxMs;

/** @source kubelet v1.37 pkg/kubelet/images/image_manager.go EnsureImageExists */
export function ensureImage(ctx: KubeletContext, worker: PodWorker, container: Container): ImageOutcome {
  const image = container.image ?? '';
  if (!isImageReference(image)) return invalidName(ctx, worker, container.name, image);
  const policy: PullPolicy = container.imagePullPolicy ?? 'IfNotPresent';
  const isPresent = policy !== 'Always' && isImagePresent(ctx.host, worker.node, image);
  if (isPresent) {
    const access = ctx.host.api.behavior.checksImageAccess ? ' and can be accessed by the pod' : '';
    const message = `Container image "${image}" already present on machine${access}`;
    containerEvent(ctx, worker, container.name, { type: 'Normal', reason: 'Pulled', message });
    return { kind: 'present' };
  }
  if (policy === 'Never') return neverPull(ctx, worker, container.name, image);
  return backedOff(ctx, worker, container.name, image) ?? enqueue(ctx, worker, container.name, image);
}

function failed(
  ctx: KubeletContext,
  worker: PodWorker,
  container: string,
  error: { reason: string; message: string },
): ImageOutcome {
  containerEvent(ctx, worker, container, { type: 'Warning', reason: 'Failed', message: `Error: ${error.reason}` });
  return { kind: 'failed', ...error };
}

function invalidName(ctx: KubeletContext, worker: PodWorker, container: string, image: string): ImageOutcome {
  const message = `Failed to apply default image tag "${image}": couldn't parse image name "${image}": invalid reference format`;
  containerEvent(ctx, worker, container, { type: 'Warning', reason: 'InspectFailed', message });
  return failed(ctx, worker, container, { reason: 'InvalidImageName', message });
}

function neverPull(ctx: KubeletContext, worker: PodWorker, container: string, image: string): ImageOutcome {
  const message = `Container image "${image}" is not present with pull policy of Never`;
  containerEvent(ctx, worker, container, { type: 'Warning', reason: 'ErrImageNeverPull', message });
  return failed(ctx, worker, container, { reason: 'ErrImageNeverPull', message });
}

function backedOff(ctx: KubeletContext, worker: PodWorker, container: string, image: string): ImageOutcome | undefined {
  const entry = worker.imageBackOffs.get(image);
  if (!entry || ctx.host.now - entry.updatedAt >= entry.backOffMs) return undefined;
  const text = `Back-off pulling image "${image}"`;
  containerEvent(ctx, worker, container, { type: 'Normal', reason: 'BackOff', message: text });
  return failed(ctx, worker, container, {
    reason: 'ImagePullBackOff',
    message: `${text}: ${entry.reason}: ${entry.message}`,
  });
}

function enqueue(ctx: KubeletContext, worker: PodWorker, container: string, image: string): ImageOutcome {
  const { host, node } = ctx;
  host.causes = joinCauses(host.causes, worker.imageBackOffs.get(image)?.causes ?? noCauses);
  containerEvent(ctx, worker, container, { type: 'Normal', reason: 'Pulling', message: `Pulling image "${image}"` });
  const pull: QueuedPull = { worker, token: worker.token, image, queuedAt: host.now, causes: host.causes };
  if (node.isPulling && host.kubelets.settings.serializeImagePulls) node.pullQueue.push(pull);
  else startPull(ctx, pull);
  return { kind: 'pulling' };
}

function startPull(ctx: KubeletContext, pull: QueuedPull): void {
  const { host, node } = ctx;
  node.isPulling = true;
  const { worker, token, image, queuedAt } = pull;
  const { namespace = '', name } = worker.pod.metadata;
  const payload: Omit<FinishedPull, 'result'> = { worker, token, image, queuedAt, startedAt: host.now };
  const call = { node: node.name, image, subject: subjectNamed({ kind: 'Pod', namespace, name }) };
  pullImage(host, call, { owner: 'kubelet', kind: 'image-pulled', payload });
}

export interface FinishedPull extends Omit<QueuedPull, 'causes'> {
  readonly startedAt: Instant;
  readonly result: PullResult;
}

/** A pull is over: its container goes on, and the next pull of the node starts. */
export function onPullFinished(
  ctx: KubeletContext,
  worker: PodWorker,
  pull: FinishedPull,
  container: string,
): ImageOutcome {
  if (pull.result.kind === 'failed')
    return pullFailed(ctx, worker, { container, image: pull.image, message: pull.result.message });
  worker.imageBackOffs = withoutEntry(worker.imageBackOffs, pull.image);
  const own = goDuration(ctx.host.now - pull.startedAt);
  const total = goDuration(ctx.host.now - pull.queuedAt);
  const message = `Successfully pulled image "${pull.image}" in ${own} (${total} including waiting). Image size: ${pull.result.sizeBytes} bytes.`;
  containerEvent(ctx, worker, container, { type: 'Normal', reason: 'Pulled', message });
  return { kind: 'present' };
}

/** Starts the pull that has waited longest. */
export function startNextPull(ctx: KubeletContext): void {
  const { node } = ctx;
  node.isPulling = false;
  for (let next = node.pullQueue.shift(); next; next = node.pullQueue.shift()) {
    if (next.worker.isForgotten) continue;
    ctx.host.causes = joinCauses(next.causes, ctx.host.causes); // its own container, and the pull that it waited for
    return startPull(ctx, next);
  }
}

function pullFailed(
  ctx: KubeletContext,
  worker: PodWorker,
  error: { container: string; image: string; message: string },
): ImageOutcome {
  const { container, image } = error;
  const { host } = ctx;
  const { imageBackOffInitialMs, imageBackOffMaxMs } = host.kubelets.settings;
  const text = error.message.replace(/^rpc error: code = Unknown desc = /, '');
  containerEvent(ctx, worker, container, {
    type: 'Warning',
    reason: 'Failed',
    message: `Failed to pull image "${image}": ${text}`,
  });
  const verdict = pullVerdict(image, text);
  const before = worker.imageBackOffs.get(image);
  const isForgotten = !before || host.now - before.updatedAt > forgetMs(imageBackOffMaxMs);
  const backOffMs = isForgotten ? imageBackOffInitialMs : Math.min(2 * before.backOffMs, imageBackOffMaxMs);
  worker.imageBackOffs = withEntry(worker.imageBackOffs, image, {
    backOffMs,
    updatedAt: host.now,
    ...verdict,
    causes: host.causes,
  });
  return failed(ctx, worker, container, verdict);
}

/** Errors of the runtime that have reasons of their own; what they say behind their name is kept. */
const namedErrors: Readonly<Record<string, string>> = {
  RegistryUnavailable: 'the registry is unavailable',
  SignatureValidationFailed: 'the signature validation failed',
};

/** @source kubelet v1.37 pkg/kubelet/images/image_manager.go evalCRIPullErr */
function pullVerdict(image: string, text: string): { readonly reason: string; readonly message: string } {
  const reason = Object.keys(namedErrors).find((name) => text.startsWith(name));
  if (reason === undefined) return { reason: 'ErrImagePull', message: text };
  const rest = text.slice(reason.length);
  return { reason, message: `image pull failed for ${image} because ${namedErrors[reason]}${rest}` };
}
