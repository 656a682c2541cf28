/** Tables: the form in which kubectl asks for lists. */
import type { KubeObject, ListMeta } from '../meta-v1/object-meta.ts';
import type { ColumnDefinition } from './columns.ts';
import type { RowCondition } from './pod-row.ts';

/** How a kind of object prints. */
export interface TableType<T extends KubeObject> {
  readonly columns: readonly ColumnDefinition[];
  /** One cell per column, as of `nowUnixMs`. */
  readonly cells: (object: T, nowUnixMs: number) => readonly unknown[];
  readonly conditions?: (object: T) => readonly RowCondition[] | undefined;
}

/** How much of each object its row carries. */
export type IncludeObject = 'None' | 'Metadata' | 'Object';

export interface TableOptions {
  readonly nowUnixMs: number;
  readonly includeObject: IncludeObject;
  readonly metadata: ListMeta;
  /** False in the later frames of a watch. */
  readonly withColumns: boolean;
}

/** A `meta.k8s.io/v1` Table of the objects. */
export function tableOf<T extends KubeObject>(
  type: TableType<T>,
  objects: readonly T[],
  options: TableOptions,
): unknown {
  const rows = objects.map((object) => {
    const conditions = type.conditions?.(object);
    return {
      cells: type.cells(object, options.nowUnixMs),
      ...(conditions && { conditions }),
      object: rowObject(object, options.includeObject),
    };
  });
  const columnDefinitions = options.withColumns ? type.columns : null;
  return { kind: 'Table', apiVersion: 'meta.k8s.io/v1', metadata: options.metadata, columnDefinitions, rows };
}

function rowObject(object: KubeObject, include: IncludeObject): unknown {
  if (include === 'None') return null;
  return include === 'Object' ? object : partialObject(object);
}

/** The object reduced to its metadata. */
export const partialObject = ({ metadata }: KubeObject): KubeObject => ({
  kind: 'PartialObjectMetadata',
  apiVersion: 'meta.k8s.io/v1',
  metadata,
});
