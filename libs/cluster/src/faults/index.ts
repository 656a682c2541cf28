/** Faults: things done to a cluster from outside, one row each. */
import { exitContainer } from './exit-container.ts';
import type { Fault } from './fault.ts';
import { failSandbox } from './fail-sandbox.ts';
import { killSandboxFault } from './kill-sandbox.ts';
import { partition } from './partition.ts';
import { setImage } from './set-image.ts';
import { setNodeUsageFault } from './set-node-usage.ts';
import { setUsage } from './set-usage.ts';
import { shutdownNode } from './shutdown-node.ts';
import { startKubeletFault } from './start-kubelet.ts';
import { stopKubeletFault } from './stop-kubelet.ts';
import type { Simulation } from '../simulation.ts';

export const faults = {
  'exit-container': exitContainer,
  'kill-sandbox': killSandboxFault,
  'fail-sandbox': failSandbox,
  'set-image': setImage,
  partition,
  'stop-kubelet': stopKubeletFault,
  'start-kubelet': startKubeletFault,
  'set-usage': setUsage,
  'set-node-usage': setNodeUsageFault,
  'shutdown-node': shutdownNode,
} satisfies Record<string, Fault<never, Simulation>>;

export type FaultKind = keyof typeof faults;
