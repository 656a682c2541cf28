/** What a container finds among its files besides its image: mounts, its name, the place for its last message. */
import type { Container, Volume, VolumeMount } from '#kube-api';
import { createTree, isWithin, makeFolders, resolvePath, type FileSetup, type Mount, type Tree } from '#shell';
import { nodeOf, podOf, type ContainerRef } from '../records.ts';
import type { NodeRuntime, ProcessSetup, RuntimeHost } from '../runtime-state.ts';
import { hostnameOf, hostsText, resolverText } from './host-files.ts';
import type { VolumePlace } from './payload.ts';
import { isMadeFromObjects, volumeTree, type VolumeTree } from './pod-volumes.ts';

/** The address of a pod, that of its node in the host's network. */
export function podIPOf(host: RuntimeHost, { node: name, uid }: ContainerRef): string {
  const node = nodeOf(host, name);
  return podOf(node, uid).sandboxes.at(-1)?.ip || node.hostIP;
}

/** The files that the kubelet and the runtime add to those of the image. */
export function containerFiles(host: RuntimeHost, ref: ContainerRef, { pod, container }: ProcessSetup): FileSetup {
  const node = nodeOf(host, ref.node);
  const place: VolumePlace = { host, pod, podIP: podIPOf(host, ref), hostIP: node.hostIP };
  const mounts = (container.volumeMounts ?? []).flatMap((mount) => {
    const volume = pod.spec.volumes?.find(({ name }) => name === mount.name);
    return volume ? [mountOf(place, node, { mount, volume })] : [];
  });
  return {
    mounts: [...mounts, ...messageMount(container, host.now)],
    texts: new Map([
      ['/etc/hostname', `${hostnameOf(pod)}\n`],
      ['/etc/hosts', hostsText(pod, place.podIP)],
      ['/etc/resolv.conf', resolverText(pod)],
    ]),
    isReadOnly: container.securityContext?.readOnlyRootFilesystem === true,
  };
}

interface Mounted {
  readonly mount: VolumeMount;
  readonly volume: Volume;
}

/** @source kubelet v1.37 pkg/kubelet/kubelet_pods.go makeMounts */
function mountOf(place: VolumePlace, node: NodeRuntime, { mount, volume }: Mounted): Mount {
  const whole = volumeTree(place, node, volume);
  const isFixed = isMadeFromObjects(volume);
  const part = mount.subPath ? partOf(whole, { subPath: mount.subPath, isFixed }) : whole;
  const isReadOnly =
    mount.readOnly === true || isFixed || volume.image !== undefined || volume.persistentVolumeClaim?.readOnly === true;
  return { path: resolvePath('/', mount.mountPath), ...part, isReadOnly };
}

/** A part of a volume. Of what is made from objects it is what is there at the start, and it stays so. */
function partOf({ tree, at }: VolumeTree, { subPath, isFixed }: { subPath: string; isFixed: boolean }): VolumeTree {
  const key = resolvePath(at, subPath);
  if (isFixed) return { tree: copyOf(tree, key), at: '/' };
  if (!tree.has(key)) makeFolders({ root: tree, mounts: [], isReadOnly: false }, key);
  return { tree, at: key };
}

function copyOf(tree: Tree, key: string): Tree {
  if (!tree.has(key)) return createTree();
  const parts = [...tree].filter(([path]) => isWithin(path, key));
  return new Map(parts.map(([path, node]) => [path.slice(key.length) || '/', node]));
}

/** The file of the last message is the container's own, wherever it is seen; the usual one is among its devices. */
function messageMount({ terminationMessagePath = '' }: Container, at: number): readonly Mount[] {
  if (terminationMessagePath === '' || isWithin(terminationMessagePath, '/dev')) return [];
  const tree: Tree = new Map([['/', { kind: 'file', text: '', mode: 0o666, at }]]);
  return [{ path: resolvePath('/', terminationMessagePath), tree, at: '/', isReadOnly: false }];
}
