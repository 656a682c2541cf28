/** What a container has written: as of now, from its behavior. */
import type { RuntimeContainer, RuntimeHost } from './runtime-state.ts';

/** One line; `at` in milliseconds since the simulation's start. */
export interface LogLine {
  readonly at: number;
  readonly line: string;
}

/** Lines that an instance has written until now or until its end, oldest first. */
export function logLines(host: RuntimeHost, container: RuntimeContainer): readonly LogLine[] {
  const { startedAt, finishedAt = host.now, behavior } = container;
  if (startedAt === undefined) return [];
  return (behavior.logs ?? [])
    .map(({ at, line }) => ({ at: startedAt + Math.round(at * 1000), line }))
    .filter(({ at }) => at <= finishedAt);
}
