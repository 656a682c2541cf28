/** The sentence that says why no node could take a pod. */

export const NO_NODES = 'no nodes available to schedule pods';

/** What to say; `reasons` holds the reasons of each node. */
export interface FitError {
  readonly nodes: number;
  readonly reasons: Iterable<readonly string[]>;
  /** What PostFilter says behind it. */
  readonly afterwards?: string;
}

/**
 * `0/<n> nodes are available: <count> <reason>, ... .` with the counted reasons in the order of their texts.
 * @source kube-scheduler v1.37 pkg/scheduler/framework: FitError.Error
 */
export function fitError({ nodes, reasons, afterwards }: FitError): string {
  const parts = [...countReasons(reasons)].map(([reason, count]) => `${count} ${reason}`).sort();
  return sentence(nodes, parts.join(', '), afterwards);
}

/** The same for a pod that was refused before any node was looked at. */
export function preFilterError(nodes: number, reason: string, afterwards: string): string {
  return sentence(nodes, reason, afterwards);
}

function sentence(nodes: number, text: string, afterwards: string | undefined): string {
  return `0/${nodes} nodes are available:${text && ` ${text}.`}${afterwards ? ` ${afterwards}` : ''}`;
}

function countReasons(all: Iterable<readonly string[]>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const reasons of all) for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return counts;
}
