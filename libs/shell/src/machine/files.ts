/** The files of a container as its programs see them: folders, texts, and the paths to them. */
import type { Instant } from '#kernel';
import { limits } from './limits.ts';
import {
  isWithin,
  keyWithin,
  mountOf,
  nodeAt,
  pathOf,
  putNode,
  treeAt,
  writeErrorAt,
  type Files,
  type Mount,
  type Tree,
} from './mounts.ts';

const folders =
  '/ /bin /dev /etc /home /lib /mnt /opt /proc /root /run /sbin /srv /sys /tmp /usr /usr/bin /usr/lib /usr/local /usr/local/bin /usr/sbin /usr/share /var /var/cache /var/lib /var/log /var/run /var/tmp'.split(
    ' ',
  );

/** What a container's files are besides those of its image. */
export interface FileSetup {
  readonly mounts: readonly Mount[];
  /** Files in its own tree, by path. */
  readonly texts: ReadonlyMap<string, string>;
  readonly isReadOnly: boolean;
}

const bare: FileSetup = { mounts: [], texts: new Map(), isReadOnly: false };

/** A fresh root file system, with its mounts. */
export function createFiles(hostname: string, { mounts, texts, isReadOnly }: FileSetup = bare): Files {
  const root: Tree = new Map(
    folders.map((path) => [path, { kind: 'folder', mode: path.endsWith('tmp') ? 0o777 : 0o755, at: 0 }]),
  );
  for (const device of ['null', 'stdin', 'stdout', 'stderr'] as const)
    root.set(`/dev/${device}`, { kind: 'device', device, mode: 0o666, at: 0 });
  const own = new Map([
    ['/etc/hostname', `${hostname}\n`],
    ['/etc/passwd', 'root:x:0:0:root:/root:/bin/sh\n'],
    ['/dev/termination-log', ''],
    ...texts,
  ]);
  for (const [path, text] of own) placeFile(root, path, text);
  const files: Files = { root, mounts: mounts.toSorted((a, b) => b.path.length - a.path.length), isReadOnly };
  for (const mount of mounts) makeMountPoint(files, mount);
  return files;
}

function placeFile(tree: Tree, path: string, text: string): void {
  makeFolders({ root: tree, mounts: [], isReadOnly: false }, parentOf(path));
  tree.set(path, { kind: 'file', text, mode: 0o644, at: 0 });
}

/** What a mount is seen at must be there: the runtime makes it, where it may. */
function makeMountPoint(files: Files, { path, tree, at }: Mount): void {
  const outer: Files = { ...files, mounts: files.mounts.filter((one) => one.path.length < path.length) };
  makeFolders({ ...outer, isReadOnly: false }, parentOf(path));
  if (nodeAt(outer, path)) return;
  const kind = tree.get(at)?.kind === 'file' ? ({ kind: 'file', text: '' } as const) : ({ kind: 'folder' } as const);
  putNode({ ...outer, isReadOnly: false }, path, { ...kind, mode: 0o755, at: 0 });
}

/** Makes a folder and those above it, where they are missing. */
export function makeFolders(files: Files, path: string): void {
  const parts = path.split('/').filter(Boolean);
  parts.forEach((_part, index) => {
    const folder = `/${parts.slice(0, index + 1).join('/')}`;
    if (!nodeAt(files, folder)) putNode(files, folder, { kind: 'folder', mode: 0o755, at: 0 });
  });
}

/** An absolute path without `.`, `..` and doubled slashes. */
export function resolvePath(cwd: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${cwd}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

export const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';
export const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

export const isFolder = (files: Files, path: string): boolean => nodeAt(files, path)?.kind === 'folder';

/** Whether the tree that a path leads into can hold so many more files. */
export const hasRoom = (files: Files, path: string, more = 1): boolean =>
  treeAt(files, path).size + more <= limits.files;

/** Names in a folder, sorted. */
export function namesIn(files: Files, folder: string): string[] {
  const mount = mountOf(files, folder);
  const key = mount ? keyWithin(mount, folder) : folder;
  const prefix = key === '/' ? '/' : `${key}/`;
  const names: string[] = [];
  for (const path of treeAt(files, folder).keys())
    if (path.length > prefix.length && path.startsWith(prefix) && !path.includes('/', prefix.length))
      names.push(path.slice(prefix.length));
  return names.toSorted();
}

/** Everything below a path and the path itself; what is above comes first. */
export function treeOf(files: Files, path: string): string[] {
  const own = [...files.root.keys()].filter((one) => !mountOf(files, one));
  const mounted = files.mounts.flatMap((mount) =>
    [...mount.tree.keys()]
      .filter((key) => isWithin(key, mount.at))
      .map((key) => pathOf(mount, key))
      .filter((one) => mountOf(files, one) === mount),
  );
  return [...own, ...mounted].filter((one) => isWithin(one, path));
}

/** Why a file cannot be written, in the system's words; absent when it was. */
export function writeFile(files: Files, path: string, text: string, at: Instant): string | undefined {
  const old = nodeAt(files, path);
  if (old?.kind === 'folder') return 'Is a directory';
  if (!isFolder(files, parentOf(path)))
    return nodeAt(files, parentOf(path)) ? 'Not a directory' : 'No such file or directory';
  if (old?.kind === 'device') return undefined;
  const error = writeErrorAt(files, path);
  if (error !== undefined) return error;
  if (text.length > limits.fileCharacters || (!old && !hasRoom(files, path))) return 'No space left on device';
  return putNode(files, path, { kind: 'file', text, mode: old?.mode ?? 0o644, at });
}

/** The text of a file, or why there is none. */
export function readFile(files: Files, path: string): { readonly text: string } | { readonly error: string } {
  const node = nodeAt(files, path);
  if (!node) return { error: hasFileAbove(files, path) ? 'Not a directory' : 'No such file or directory' };
  if (node.kind === 'folder') return { error: 'Is a directory' };
  return { text: node.kind === 'file' ? node.text : '' };
}

function hasFileAbove(files: Files, path: string): boolean {
  for (let above = parentOf(path); above !== '/'; above = parentOf(above))
    if (nodeAt(files, above)?.kind === 'file') return true;
  return false;
}
