/** The end of a process: its descriptors are closed, its children get another parent, its status is kept for who asks. */
import type { Machine, Process, ProcessExit } from './machine-state.ts';

export function endProcess(machine: Machine, process: Process, exit: ProcessExit): void {
  if (process.exit) return;
  process.exit = exit;
  process.wait = null;
  process.fds.clear();
  for (const child of machine.processes.values()) {
    if (child.parent !== process.pid) continue;
    child.parent = 1;
    if (child.exit) machine.processes.delete(child.pid);
  }
  // PID 1 of a container collects what nobody else waits for.
  if (process.parent === 1 && !isShell(machine.processes.get(1))) machine.processes.delete(process.pid);
}

const isShell = (process: Process | undefined): boolean => process?.task.kind === 'shell';

/** The status of an ended child, which is forgotten then; absent while it runs. Unknown children count as 127. */
export function reap(machine: Machine, pid: number): ProcessExit | undefined {
  const child = machine.processes.get(pid);
  if (!child) return { code: 127 };
  if (child.exit) machine.processes.delete(pid);
  return child.exit ?? undefined;
}
