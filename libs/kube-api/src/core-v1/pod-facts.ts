/** Small facts about pods that every component asks for. */
import type { Container } from './container.ts';
import type { PodPhase } from './pod.ts';

/** A terminal phase never changes any more. */
export const isTerminalPhase = (phase: PodPhase | undefined): boolean => phase === 'Succeeded' || phase === 'Failed';

/** Of an init container: it runs on beside the others. */
export const isSidecar = ({ restartPolicy }: Pick<Container, 'restartPolicy'>): boolean => restartPolicy === 'Always';
