/** Public face of the kernel: virtual time, agenda, randomness, timeline, plain data. */
export {
  addEntry,
  createAgenda,
  nextEntry,
  plannedEntries,
  takeEntry,
  type Agenda,
  type AgendaEntry,
} from './agenda.ts';
export { aside, joinCauses, noCauses, type Causes } from './causes.ts';
export { extend } from './extend.ts';
export { hash32, hash64, hex32, mix32 } from './hash.ts';
export { InvariantError, invariant, required } from './invariant.ts';
export { createKernel, plan, planAt, type Address, type Kernel, type KernelOptions } from './kernel.ts';
export { copyState, decodeState, encodeState, hashState } from './plain-data.ts';
export { draw, drawHex, drawUid, jitter, openStream, type RandomStream } from './random.ts';
export { record } from './record.ts';
export { noEntries, withEntry, withoutEntry } from './small-map.ts';
export { createTimeline, entriesAfter, headOf, type Timeline, type TimelineEntry } from './timeline.ts';
export { HOUR, MINUTE, SECOND, type Instant, type Millis } from './time.ts';
