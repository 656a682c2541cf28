/** Public face of the API types: what objects look like, their defaults, validation and texts. */
export type * from './core-v1/container.ts';
export type * from './core-v1/event.ts';
export type * from './core-v1/node.ts';
export type * from './core-v1/pod.ts';
export type * from './core-v1/probe.ts';
export type * from './meta-v1/object-meta.ts';
export { formatMicroTime, formatTime, parseTime } from './meta-v1/time.ts';
