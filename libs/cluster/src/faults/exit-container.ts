/** Fault: the main process of a container ends by itself. */
import { exitProcess } from '#runtime';
import { locatePod, type Fault, type PodName } from './fault.ts';

export const exitContainer: Fault<PodName & { readonly container: string; readonly code: number }> = (
  host,
  options,
) => {
  const place = locatePod(host, options);
  const pod = place && host.runtime.nodes.get(place.node)?.pods.get(place.uid);
  const running = pod?.containers.findLast(({ name, state }) => name === options.container && state === 'running');
  if (!place || !running) return `no running container ${options.container} in pod ${options.namespace}/${options.pod}`;
  exitProcess(host, { ...place, id: running.id }, { code: options.code, why: 'exit' });
  return undefined;
};
