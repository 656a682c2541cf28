/** The files of a container: a tree kept as a map from absolute path to node, so that no name is special. */
import type { Instant } from '#kernel';
import { limits } from './limits.ts';

export type FileNode =
  | { readonly kind: 'file'; readonly text: string; readonly mode: number; readonly at: Instant }
  | { readonly kind: 'folder'; readonly mode: number; readonly at: Instant }
  | {
      readonly kind: 'device';
      readonly device: 'null' | 'stdin' | 'stdout' | 'stderr';
      readonly mode: number;
      readonly at: Instant;
    };

export type Files = Map<string, FileNode>;

const folders =
  '/ /bin /dev /etc /home /lib /mnt /opt /proc /root /run /sbin /srv /sys /tmp /usr /usr/bin /usr/lib /usr/local /usr/local/bin /usr/sbin /usr/share /var /var/cache /var/lib /var/log /var/run /var/tmp'.split(
    ' ',
  );

/** A fresh root file system. */
export function createFiles(hostname: string): Files {
  const files: Files = new Map(
    folders.map((path) => [path, { kind: 'folder', mode: path.endsWith('tmp') ? 0o777 : 0o755, at: 0 }]),
  );
  for (const device of ['null', 'stdin', 'stdout', 'stderr'] as const)
    files.set(`/dev/${device}`, { kind: 'device', device, mode: 0o666, at: 0 });
  const texts = {
    '/etc/hostname': `${hostname}\n`,
    '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\n',
    '/dev/termination-log': '',
  };
  for (const [path, text] of Object.entries(texts)) files.set(path, { kind: 'file', text, mode: 0o644, at: 0 });
  return files;
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

export const isFolder = (files: Files, path: string): boolean => files.get(path)?.kind === 'folder';

/** Names in a folder, sorted. */
export function namesIn(files: Files, folder: string): string[] {
  const prefix = folder === '/' ? '/' : `${folder}/`;
  const names: string[] = [];
  for (const path of files.keys())
    if (path.length > prefix.length && path.startsWith(prefix) && !path.includes('/', prefix.length))
      names.push(path.slice(prefix.length));
  return names.toSorted();
}

/** Everything below a path and the path itself. */
export const treeOf = (files: Files, path: string): string[] =>
  [...files.keys()].filter((one) => one === path || path === '/' || one.startsWith(`${path}/`));

/** Why a file cannot be written, in the system's words; absent when it was. */
export function writeFile(files: Files, path: string, text: string, at: Instant): string | undefined {
  const old = files.get(path);
  if (old?.kind === 'folder') return 'Is a directory';
  if (!isFolder(files, parentOf(path)))
    return files.has(parentOf(path)) ? 'Not a directory' : 'No such file or directory';
  if (text.length > limits.fileCharacters || (!old && files.size >= limits.files)) return 'No space left on device';
  if (old?.kind === 'device') return undefined;
  files.set(path, { kind: 'file', text, mode: old?.mode ?? 0o644, at });
  return undefined;
}

/** The text of a file, or why there is none. */
export function readFile(files: Files, path: string): { readonly text: string } | { readonly error: string } {
  const node = files.get(path);
  if (!node) return { error: hasFileAbove(files, path) ? 'Not a directory' : 'No such file or directory' };
  if (node.kind === 'folder') return { error: 'Is a directory' };
  return { text: node.kind === 'file' ? node.text : '' };
}

function hasFileAbove(files: Files, path: string): boolean {
  for (let above = parentOf(path); above !== '/'; above = parentOf(above))
    if (files.get(above)?.kind === 'file') return true;
  return false;
}
