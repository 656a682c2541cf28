/** The volumes of a pod as trees of files: made when a process first looks at them, shared by the pod's containers. */
import type { Instant } from '#kernel';
import type { Pod, Volume } from '#kube-api';
import { keyOf } from '#object-store';
import { createTree, makeFolders, resolvePath, type Tree } from '#shell';
import { nodeOf } from '../records.ts';
import type { NodeRuntime, PodVolumes, RuntimeHost } from '../runtime-state.ts';
import { payloadOf, type PayloadFile, type VolumePlace } from './payload.ts';

/** What of a tree a volume is. */
export interface VolumeTree {
  readonly tree: Tree;
  /** Its top within the tree. */
  readonly at: string;
}

export const isMadeFromObjects = ({ configMap, secret, downwardAPI, projected }: Volume): boolean =>
  (configMap ?? secret ?? downwardAPI ?? projected) !== undefined;

/** The files of a volume; those of an emptyDir and of objects live as long as the pod, others longer. */
export function volumeTree(place: VolumePlace, node: NodeRuntime, volume: Volume): VolumeTree {
  const { hostPath, persistentVolumeClaim } = volume;
  if (hostPath) return hostTree(node.disk, hostPath, place.host.now);
  if (persistentVolumeClaim) return { tree: claimTree(place, persistentVolumeClaim.claimName), at: '/' };
  return { tree: podTree(place, volumesOf(node, place.pod), volume), at: '/' };
}

function volumesOf({ volumes }: NodeRuntime, pod: Pod): PodVolumes {
  const { uid = '' } = pod.metadata;
  let known = volumes.get(uid);
  if (!known) volumes.set(uid, (known = { trees: new Map(), pod, refreshAt: null }));
  return known;
}

function podTree(place: VolumePlace, { trees }: PodVolumes, volume: Volume): Tree {
  let tree = trees.get(volume.name);
  if (tree) return tree;
  trees.set(volume.name, (tree = createTree(0o777, place.host.now)));
  fillTree(tree, payloadOf(place, volume) ?? [], place.host.now);
  return tree;
}

/** @divergence Claims are not bound to volumes of a node: whoever mounts a claim sees its files, wherever it runs. */
function claimTree({ host, pod }: VolumePlace, name: string): Tree {
  const key = keyOf(pod.metadata.namespace, name);
  let tree = host.runtime.claims.get(key);
  if (!tree) host.runtime.claims.set(key, (tree = createTree(0o777, host.now)));
  return tree;
}

const fileTypes = new Set(['File', 'FileOrCreate', 'Socket', 'CharDevice', 'BlockDevice']);

/** What is not on the node's disk yet is made, whatever the type says: nothing else puts files there. */
function hostTree(disk: Tree, { path, type = '' }: NonNullable<Volume['hostPath']>, now: Instant): VolumeTree {
  const at = resolvePath('/', path);
  const isFile = fileTypes.has(type);
  const files = { root: disk, mounts: [], isReadOnly: false };
  if (!disk.has(at)) makeFolders(files, isFile ? at.slice(0, at.lastIndexOf('/')) : at);
  if (isFile && !disk.has(at)) disk.set(at, { kind: 'file', text: '', mode: 0o644, at: now });
  return { tree: disk, at };
}

/** Makes a tree hold these files and no others; what has not changed keeps its time. */
function fillTree(tree: Tree, payload: readonly PayloadFile[], now: Instant): void {
  const wanted = new Map(payload.map((file) => [resolvePath('/', file.path), file]));
  for (const [path, { kind }] of tree) if (kind === 'file' && !wanted.has(path)) tree.delete(path);
  for (const [path, { text, mode }] of wanted) {
    const old = tree.get(path);
    if (old?.kind === 'file' && old.text === text && old.mode === mode) continue;
    makeFolders({ root: tree, mounts: [], isReadOnly: false }, path.slice(0, path.lastIndexOf('/')));
    tree.set(path, { kind: 'file', text, mode, at: now });
  }
}

export interface RefreshCall {
  readonly node: string;
  /** As the kubelet knows it now. */
  readonly pod: Pod;
  readonly podIP: string;
}

/**
 * Brings the files that were made from objects up to date; those of objects that are gone stay as they are.
 * @source kubelet v1.37 pkg/volume/util/atomic_writer.go Write
 */
export function refreshVolumes(host: RuntimeHost, { node: name, pod, podIP }: RefreshCall): void {
  const node = nodeOf(host, name);
  const volumes = node.volumes.get(pod.metadata.uid ?? '');
  if (!volumes) return;
  volumes.pod = pod;
  for (const volume of pod.spec.volumes ?? []) {
    const tree = volumes.trees.get(volume.name);
    if (!tree || !isMadeFromObjects(volume)) continue;
    const payload = payloadOf({ host, pod, podIP, hostIP: node.hostIP }, volume);
    if (payload) fillTree(tree, payload, host.now);
  }
}

/** The files of a pod's volumes; absent while no process has looked at any: there is nothing to keep up to date then. */
export const volumeFilesOf = (host: RuntimeHost, node: string, uid: string): PodVolumes | undefined =>
  nodeOf(host, node).volumes.get(uid);
