/** The images whose behavior is known: one row each; what is not here runs for ever and obeys TERM. */
import type { Image } from '../image.ts';
import { busybox } from './busybox.ts';
import { httpServer } from './http-server.ts';
import { pause } from './pause.ts';

/** First match wins; `repository` is the last part of the name, without registry, tag and digest. */
export const images: readonly Image[] = [...busybox, ...httpServer, pause];
