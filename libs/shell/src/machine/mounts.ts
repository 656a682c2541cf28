/** Mounts: which tree of files a path leads into, and whether that may be written. */
import type { Instant } from '#kernel';

export type FileNode =
  | { readonly kind: 'file'; readonly text: string; readonly mode: number; readonly at: Instant }
  | { readonly kind: 'folder'; readonly mode: number; readonly at: Instant }
  | {
      readonly kind: 'device';
      readonly device: 'null' | 'stdin' | 'stdout' | 'stderr';
      readonly mode: number;
      readonly at: Instant;
    };

/** A tree of files: a map from absolute path to node, so that no name is special. Several machines may share one. */
export type Tree = Map<string, FileNode>;

/** A tree, or a part of one, that is seen at a path. */
export interface Mount {
  readonly path: string;
  readonly tree: Tree;
  /** What of the tree is seen: `/` for all of it. */
  readonly at: string;
  readonly isReadOnly: boolean;
}

/** What the processes of a container see: its own tree, and others at mount points. */
export interface Files {
  readonly root: Tree;
  /** Longest path first. */
  readonly mounts: readonly Mount[];
  /** Its own tree cannot be written; devices can. */
  readonly isReadOnly: boolean;
}

/** An empty tree. */
export const createTree = (mode = 0o777, at: Instant = 0): Tree => new Map([['/', { kind: 'folder', mode, at }]]);

/** Whether a path is another one, or lies below it. */
export const isWithin = (path: string, above: string): boolean =>
  path.startsWith(above) && (path.length === above.length || above === '/' || path[above.length] === '/');

/** The mount that a path leads through, if it is not of the container's own tree. */
export function mountOf({ mounts }: Files, path: string): Mount | undefined {
  for (const mount of mounts) if (isWithin(path, mount.path)) return mount;
  return undefined;
}

/** Where a path is within the tree of its mount. */
export const keyWithin = ({ path: above, at }: Mount, path: string): string => {
  const rest = above === '/' ? path : path.slice(above.length);
  return at === '/' ? rest || '/' : at + (rest === '/' ? '' : rest);
};

/** Where a place within the tree of a mount is seen. */
export const pathOf = ({ path, at }: Mount, key: string): string => {
  const rest = at === '/' ? key : key.slice(at.length);
  return rest === '' || rest === '/' ? path : (path === '/' ? '' : path) + rest;
};

export const READ_ONLY = 'Read-only file system';
const BUSY = 'Device or resource busy';

/** Why nothing can be changed at a path; absent when it can. */
export function writeErrorAt(files: Files, path: string): string | undefined {
  const mount = mountOf(files, path);
  const isReadOnly = mount ? mount.isReadOnly : files.isReadOnly && !isWithin(path, '/dev');
  return isReadOnly ? READ_ONLY : undefined;
}

export const treeAt = (files: Files, path: string): Tree => mountOf(files, path)?.tree ?? files.root;

export function nodeAt(files: Files, path: string): FileNode | undefined {
  const mount = mountOf(files, path);
  return mount ? mount.tree.get(keyWithin(mount, path)) : files.root.get(path);
}

/** Puts a node at a path. Returns why it was not put. */
export function putNode(files: Files, path: string, node: FileNode): string | undefined {
  const error = writeErrorAt(files, path);
  if (error !== undefined) return error;
  const mount = mountOf(files, path);
  if (mount) mount.tree.set(keyWithin(mount, path), node);
  else files.root.set(path, node);
  return undefined;
}

/** Removes the node at a path, and nothing below it. Returns why it was not removed. */
export function removeNode(files: Files, path: string): string | undefined {
  const mount = mountOf(files, path);
  if (mount?.path === path) return BUSY;
  const error = writeErrorAt(files, path);
  if (error !== undefined) return error;
  if (mount) mount.tree.delete(keyWithin(mount, path));
  else files.root.delete(path);
  return undefined;
}
