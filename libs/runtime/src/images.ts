/** Image stores of the nodes and the registry behind them. */
import { plan, record, type Address } from '#kernel';
import { canonicalImage, DEFAULT_IMAGE_BYTES, findImage } from '#image-catalogue';
import { answer, nodeOf } from './records.ts';
import type { PullFailure, RegistryImage, RuntimeHost } from './runtime-state.ts';

export type PullResult =
  { readonly kind: 'pulled'; readonly sizeBytes: number } | { readonly kind: 'failed'; readonly message: string };

const FAILED_PULL_MS = 400;
/** A pull that finds all layers on the node asks the registry only. */
const CACHED_PULL_MS = 200;

const failureText: Readonly<Record<PullFailure, (image: string) => string>> = {
  notfound: (image) =>
    `rpc error: code = NotFound desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`,
  unauthorized: (image) =>
    `rpc error: code = Unknown desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`,
  unavailable: (image) =>
    `rpc error: code = Unavailable desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": failed to do request: Head "https://${image.split('/', 1)[0]}/v2/": dial tcp: connect: connection refused`,
  signature: () => 'rpc error: code = Unknown desc = SignatureValidationFailed',
};

const registryImage = (host: RuntimeHost, image: string): RegistryImage =>
  host.runtime.registry.get(image) ?? {
    pullMs: host.runtime.settings.pullMs,
    sizeBytes: findImage(image)?.sizeBytes ?? DEFAULT_IMAGE_BYTES,
    isPresent: host.runtime.settings.areImagesPresent,
    failTimes: 0,
    failure: 'notfound',
  };

/** Changes what the registry, and every node's store, say of an image. */
export function setRegistryImage(host: RuntimeHost, name: string, change: Partial<RegistryImage>): void {
  const image = canonicalImage(name);
  host.runtime.registry.set(image, { ...registryImage(host, image), ...change });
  if (change.isPresent !== undefined)
    for (const node of host.runtime.nodes.values()) node.images.set(image, { isPresent: change.isPresent });
}

/** True when the node has the image. */
export function isImagePresent(host: RuntimeHost, nodeName: string, name: string): boolean {
  const image = canonicalImage(name);
  return nodeOf(host, nodeName).images.get(image)?.isPresent ?? registryImage(host, image).isPresent;
}

export interface PullCall {
  readonly node: string;
  readonly image: string;
  /** Subject of the timeline entry: the pod that asks. */
  readonly subject: string;
}

/** Pulls an image; the reply carries a {@link PullResult}. */
export function pullImage(host: RuntimeHost, call: PullCall, reply: Address): void {
  const image = canonicalImage(call.image);
  const source = registryImage(host, image);
  const isFailing = source.failTimes !== 0;
  if (source.failTimes > 0) host.runtime.registry.set(image, { ...source, failTimes: source.failTimes - 1 });
  const duration = isFailing ? FAILED_PULL_MS : isImagePresent(host, call.node, image) ? CACHED_PULL_MS : source.pullMs;
  const error = isFailing ? failureText[source.failure](image) : undefined;
  record(host, 'runtime.PullImage', call.subject, {
    call: 'PullImage',
    node: call.node,
    image: call.image,
    duration,
    ...(error === undefined ? {} : { error }),
  });
  const result: PullResult =
    error === undefined ? { kind: 'pulled', sizeBytes: source.sizeBytes } : { kind: 'failed', message: error };
  if (error === undefined)
    plan(host, duration, { owner: 'runtime', kind: 'image-pulled', payload: { node: call.node, image } });
  answer(host, reply, result, duration);
}

/** An image has arrived at a node. */
export function onImagePulled(host: RuntimeHost, payload: { readonly node: string; readonly image: string }): void {
  nodeOf(host, payload.node).images.set(payload.image, { isPresent: true });
}

/** Removes from a node every pulled image that no container there was made from. */
export function removeUnusedImages(host: RuntimeHost, nodeName: string): void {
  const { images, pods } = nodeOf(host, nodeName);
  const used = new Set<string>();
  for (const { containers } of pods.values()) for (const { image } of containers) used.add(canonicalImage(image));
  for (const [image, { isPresent }] of images)
    if (isPresent && !used.has(image)) images.set(image, { isPresent: false });
}
