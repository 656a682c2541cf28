/** Fault: the next attempts to create a sandbox for a pod fail. */
import { failSandboxes } from '#runtime';
import type { Fault, PodName } from './fault.ts';

export const failSandbox: Fault<PodName & { readonly times: number; readonly message: string }> = (host, options) => {
  failSandboxes(host, `${options.namespace}/${options.pod}`, { times: options.times, message: options.message });
  return undefined;
};
