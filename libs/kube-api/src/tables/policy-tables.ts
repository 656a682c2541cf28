/** The tables of disruption budgets and leases. */
import type { Lease } from '../coordination-v1/lease.ts';
import type { PodDisruptionBudget } from '../policy-v1/disruption-budget.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import { ageCell } from './pod-row.ts';
import type { TableType } from './table.ts';

const textOf = (value: number | string | undefined): string => (value === undefined ? 'N/A' : String(value));

/** @source kube-apiserver v1.37 pkg/printers/internalversion: printPodDisruptionBudget */
export const disruptionBudgetTable: TableType<PodDisruptionBudget> = {
  columns: [
    nameColumn,
    column('Min Available', 'The minimum number of pods that must be available.'),
    column('Max Unavailable', 'The maximum number of pods that may be unavailable.'),
    column('Allowed Disruptions', 'Calculated number of pods that may be disrupted at this time.', 'integer'),
    ageColumn,
  ],
  cells: ({ metadata, spec, status = {} }, now) => [
    metadata.name,
    textOf(spec.minAvailable),
    textOf(spec.maxUnavailable),
    status.disruptionsAllowed ?? 0,
    ageCell(metadata.creationTimestamp, now),
  ],
};

/** @source kube-apiserver v1.37 pkg/printers/internalversion: printLease */
export const leaseTable: TableType<Lease> = {
  columns: [
    nameColumn,
    column(
      'Holder',
      'holderIdentity contains the identity of the holder of a current lease. If Coordinated Leader Election is used, the holder identity must be equal to the elected LeaseCandidate.metadata.name field.',
    ),
    ageColumn,
  ],
  cells: ({ metadata, spec = {} }, now) => [
    metadata.name,
    spec.holderIdentity ?? '',
    ageCell(metadata.creationTimestamp, now),
  ],
};
