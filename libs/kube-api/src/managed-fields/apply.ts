/** Server-side apply: what one manager says of an object, merged with what is there and with what others own. */
import { isSameAt, removeAt, setAt, valueAt } from './field-values.ts';
import { fieldsOf, pathKey, union, without, type FieldPath, type FieldSet } from './field-set.ts';

/** What one manager owns. */
export interface Ownership {
  /** Identifies the manager among those of the object. */
  readonly id: string;
  readonly fields: FieldSet;
}

export interface Conflict {
  readonly id: string;
  readonly path: FieldPath;
}

export interface Applying {
  readonly kind: string;
  /** The object as it is. */
  readonly live: unknown;
  /** What is applied: as it was sent, and as it was decoded. */
  readonly sent: unknown;
  readonly decoded: unknown;
  /** What the manager owned before. */
  readonly before: FieldSet;
  readonly others: readonly Ownership[];
}

/** The fields of what is applied that others own with another value. @source structured-merge-diff v6 merge: Updater.Apply */
export function findConflicts({ kind, live, sent, decoded, others }: Applying): readonly Conflict[] {
  const applied = fieldsOf(kind, sent);
  return others.flatMap(({ id, fields }) =>
    [...applied]
      .filter(([key, path]) => fields.has(key) && !isSameAt(live, decoded, path))
      .map(([, path]) => ({ id, path })),
  );
}

export interface Applied {
  readonly object: unknown;
  readonly fields: FieldSet;
}

/** The object with what is applied in it, and without what the manager has let go of and nobody else owns. */
export function mergeApplied({ kind, live, sent, decoded, before, others }: Applying): Applied {
  const fields = fieldsOf(kind, sent);
  const object: unknown = JSON.parse(JSON.stringify(live));
  for (const path of fields.values()) if (!isSameAt(object, decoded, path)) setAt(object, path, valueAt(decoded, path));
  const kept = prefixesOf(union(fields, ...others.map((other) => other.fields)));
  for (const path of without(before, fields).values()) {
    const unowned = highestUnowned(path, kept);
    if (unowned) removeAt(object, unowned);
  }
  return { object, fields };
}

/** Everything that has something owned in it, or is owned. */
function prefixesOf(set: FieldSet): ReadonlySet<string> {
  const prefixes = new Set<string>();
  for (const path of set.values())
    for (let length = 1; length <= path.length; length++) prefixes.add(pathKey(path.slice(0, length)));
  return prefixes;
}

/** What holds the field and nothing that is owned: it goes as a whole, with what the server has filled in. */
function highestUnowned(path: FieldPath, kept: ReadonlySet<string>): FieldPath | undefined {
  for (let length = 1; length <= path.length; length++)
    if (!kept.has(pathKey(path.slice(0, length)))) return path.slice(0, length);
  return undefined;
}

export interface Change {
  readonly changed: FieldSet;
  readonly removed: FieldSet;
}

/** What differs between two versions of an object. */
export function fieldChanges(kind: string, before: unknown, after: unknown): Change {
  const [old, now] = [fieldsOf(kind, before), fieldsOf(kind, after)];
  const changed = new Map([...now].filter(([key, path]) => !old.has(key) || !isSameAt(before, after, path)));
  return { changed, removed: without(old, now) };
}
