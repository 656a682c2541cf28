/** Small facts about pods that every component asks for. */
import type { Container } from './container.ts';
import { isConditionTrue } from '../meta-v1/conditions.ts';
import type { Pod, PodPhase } from './pod.ts';

/** A terminal phase never changes any more. */
export const isTerminalPhase = (phase: PodPhase | undefined): boolean => phase === 'Succeeded' || phase === 'Failed';

/** Of an init container: it runs on beside the others. */
export const isSidecar = ({ restartPolicy }: Pick<Container, 'restartPolicy'>): boolean => restartPolicy === 'Always';

export const isPodReady = ({ status }: Pod): boolean => isConditionTrue(status?.conditions, 'Ready');
