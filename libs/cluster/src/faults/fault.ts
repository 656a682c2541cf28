/** What a fault is: a change of the cluster that no Kubernetes component asked for. */
import type { RuntimeHost } from '#runtime';

/** Applies the fault; the text says why it cannot be applied. */
export type Fault<Options, Host extends RuntimeHost = RuntimeHost> = (
  host: Host,
  options: Options,
) => string | undefined;

export interface PodName {
  readonly namespace: string;
  readonly pod: string;
}

/** Where a pod runs, by name. */
export function locatePod(
  host: RuntimeHost,
  { namespace, pod }: PodName,
): { readonly node: string; readonly uid: string } | undefined {
  for (const node of host.runtime.nodes.values())
    for (const one of node.pods.values())
      if (one.namespace === namespace && one.name === pod) return { node: node.name, uid: one.uid };
  return undefined;
}
