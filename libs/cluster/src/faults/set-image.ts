/** Fault: the registry, or the nodes' image stores, say something else of an image from now on. */
import { setRegistryImage, type PullFailure } from '#runtime';
import type { Fault } from './fault.ts';

export interface ImageChange {
  readonly name: string;
  readonly present?: boolean;
  readonly pullSeconds?: number;
  readonly size?: number;
  /** Attempts that fail; -1 for all. */
  readonly failTimes?: number;
  readonly failure?: PullFailure;
}

export const setImage: Fault<ImageChange> = (host, { name, present, pullSeconds, size, failTimes, failure }) => {
  setRegistryImage(host, name, {
    ...(present === undefined ? {} : { isPresent: present }),
    ...(pullSeconds === undefined ? {} : { pullMs: Math.round(pullSeconds * 1000) }),
    ...(size === undefined ? {} : { sizeBytes: size }),
    ...(failTimes === undefined ? {} : { failTimes }),
    ...(failure === undefined ? {} : { failure }),
  });
  return undefined;
};
