/** Column definitions of server-side tables, with the descriptions that kube-apiserver sends. */

export interface ColumnDefinition {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'boolean' | 'date';
  readonly format: string;
  readonly description: string;
  /** Above 0: shown with `-o wide` only. */
  readonly priority: number;
}

/** A column of the plain output. */
export const column = (
  name: string,
  description: string,
  type: ColumnDefinition['type'] = 'string',
): ColumnDefinition => ({
  name,
  type,
  format: '',
  description,
  priority: 0,
});

/** A column of the wide output. */
export const wideColumn = (name: string, description: string): ColumnDefinition => ({
  ...column(name, description),
  priority: 1,
});

export const nameColumn: ColumnDefinition = {
  ...column(
    'Name',
    'Name must be unique within a namespace. Is required when creating resources, although some resources may allow a client to request the generation of an appropriate name automatically. Name is primarily intended for creation idempotence and configuration definition. Cannot be updated. More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names',
  ),
  format: 'name',
};

export const ageColumn: ColumnDefinition = column(
  'Age',
  'CreationTimestamp is a timestamp representing the server time when this object was created. It is not guaranteed to be set in happens-before order across separate operations. Clients may not set this value. It is represented in RFC3339 form and is in UTC.\n\nPopulated by the system. Read-only. Null for lists. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata',
);
