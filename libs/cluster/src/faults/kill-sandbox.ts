/** Fault: the sandbox of a pod dies with everything in it. */
import { killSandbox } from '#runtime';
import { locatePod, type Fault, type PodName } from './fault.ts';

export const killSandboxFault: Fault<PodName> = (host, options) => {
  const place = locatePod(host, options);
  if (!place) return `no pod ${options.namespace}/${options.pod} in any runtime`;
  killSandbox(host, place);
  return undefined;
};
