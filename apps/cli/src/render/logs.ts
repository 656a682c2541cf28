/** What containers have written, as lines to read: `+0.487s  web/app  | hello`. */
import type { Simulation } from '#cluster';
import { logLines, type RuntimeContainer } from '#runtime';
import { SUBJECT_WIDTH, subjectText, time } from './timeline.ts';

/** A line and its time. */
export interface LogText {
  readonly at: number;
  readonly text: string;
}

/** Gives what was written since the last call; `origin` is the instant that counts as +0.000s. */
export function createLogReader(simulation: Simulation, origin: number): () => readonly LogText[] {
  const shown = new Map<string, number>();
  const read = (container: RuntimeContainer): LogText[] => {
    const lines = logLines(simulation, container);
    const before = shown.get(container.id) ?? 0;
    shown.set(container.id, lines.length);
    const subject = subjectText(container.subject).padEnd(SUBJECT_WIDTH);
    return lines.slice(before).map(({ at, line }) => ({ at, text: `${time(at - origin)}  ${subject}  | ${line}` }));
  };
  return () =>
    [...simulation.runtime.nodes.values()].flatMap(({ pods }) =>
      [...pods.values()].flatMap(({ containers }) => containers.flatMap(read)),
    );
}
