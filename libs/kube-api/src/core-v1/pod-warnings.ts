/** Warnings about pods that are accepted although something looks wrong. */
import type { Pod } from './pod.ts';

export const podWarnings = (_pod: Pod): readonly string[] => [];
