/** Public face of the event stream. */
export { EventStreamModule } from './event-stream.module.ts';
