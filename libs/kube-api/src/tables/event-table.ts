/** The table of events. */
import type { Event } from '../core-v1/event.ts';
import { column, nameColumn, wideColumn, type ColumnDefinition } from './columns.ts';
import { ageCell } from './pod-row.ts';
import type { TableType } from './table.ts';

const columns: readonly ColumnDefinition[] = [
  column('Last Seen', 'The time at which the most recent occurrence of this event was recorded.'),
  column('Type', 'Type of this event (Normal, Warning), new types could be added in the future'),
  column(
    'Reason',
    "This should be a short, machine understandable string that gives the reason for the transition into the object's current status.",
  ),
  column('Object', 'The object that this event is about.'),
  wideColumn(
    'Subobject',
    'If referring to a piece of an object instead of an entire object, this string should contain a valid JSON/Go field access statement, such as desiredState.manifest.containers[2]. For example, if the object reference is to a container within a pod, this would take on a value like: "spec.containers{name}" (where "name" refers to the name of the container that triggered the event) or if no container name is specified "spec.containers[2]" (container with index 2 in this pod). This syntax is chosen only to have some well-defined way of referencing a part of an object.',
  ),
  wideColumn('Source', 'The component reporting this event. Should be a short machine understandable string.'),
  column('Message', 'A human-readable description of the status of this operation.'),
  wideColumn('First Seen', 'The time at which the event was first recorded. (Time of server receipt is in TypeMeta.)'),
  wideColumn('Count', 'The number of times this event has occurred.'),
  { ...nameColumn, priority: 1 },
];

/** @source kube-apiserver v1.37 pkg/printers/internalversion: printEvent */
function eventRow(event: Event, nowUnixMs: number): readonly unknown[] {
  const { involvedObject, series } = event;
  const first = ageCell(event.firstTimestamp ?? event.eventTime, nowUnixMs);
  const last = series
    ? ageCell(series.lastObservedTime, nowUnixMs)
    : event.lastTimestamp
      ? ageCell(event.lastTimestamp, nowUnixMs)
      : first;
  return [
    last,
    event.type ?? '',
    event.reason ?? '',
    objectCell(event),
    involvedObject?.fieldPath ?? '',
    sourceCell(event),
    (event.message ?? '').trim(),
    first,
    series?.count || event.count || 1,
    event.metadata.name,
  ];
}

function objectCell({ involvedObject: { kind = '', name = '' } = {} }: Event): string {
  return name === '' ? kind.toLowerCase() : `${kind.toLowerCase()}/${name}`;
}

function sourceCell({ source, reportingComponent, reportingInstance }: Event): string {
  const component = source?.component || reportingComponent || '';
  const instance = source?.host || reportingInstance || '';
  return instance === '' ? component : `${component}, ${instance}`;
}

export const eventTable: TableType<Event> = { columns, cells: eventRow };
