/** What a container has written: as of now, from its behavior and its processes. */
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
  if (behavior.userLand) return writtenLines(host, container).filter(({ at }) => at <= finishedAt);
  return (behavior.logs ?? [])
    .map(({ at, line }) => ({ at: startedAt + Math.round(at * 1000), line }))
    .filter(({ at }) => at <= finishedAt);
}

/** A container lives on one node, so that the first that knows it is the one. */
function writtenLines({ runtime }: RuntimeHost, { id }: RuntimeContainer): readonly LogLine[] {
  for (const { machines } of runtime.nodes.values()) {
    const found = machines.get(id);
    if (found) return found.machine.log.lines;
  }
  return [];
}
