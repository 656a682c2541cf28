/** `kill`: signals to processes. */
import { sendSignal, signalName, signalNames, signalNumber } from '../machine/signals.ts';
import { complain, out, type Program, type ProgramCall } from './program.ts';

export const kill: Program = (call) => {
  const [first = '', second] = call.args;
  if (first === '-l' || first === '-L') return listSignals(call, second);
  const isNamed = first === '-s' || first === '-n';
  const signal = isNamed
    ? signalName(second ?? '')
    : /^-./.test(first) && first !== '--'
      ? signalName(first.slice(1))
      : 'TERM';
  if (signal === undefined) {
    complain(call, `invalid signal '${isNamed ? (second ?? '') : first.slice(1)}'`);
    return 1;
  }
  const targets = call.args
    .slice(isNamed ? 2 : first.startsWith('-') && first !== '-' ? 1 : 0)
    .filter((arg) => arg !== '--');
  return targets.map((target) => killOne(call, signal, target)).some((isDone) => !isDone) || targets.length === 0
    ? 1
    : 0;
};

function killOne(call: ProgramCall, signal: string, target: string): boolean {
  const { machine } = call;
  const pid = Number(target);
  const process = machine.processes.get(pid);
  if (!Number.isInteger(pid) || pid <= 0) {
    complain(call, `invalid number '${target}'`);
    return false;
  }
  if (!process || process.exit) {
    complain(call, machine.dialect === 'ash' ? `can't kill pid ${pid}: No such process` : 'No such process');
    return false;
  }
  // Signal 0 only asks; KILL from inside cannot end PID 1.
  if (signal !== 'EXIT') sendSignal(machine, process, signal);
  return true;
}

function listSignals(call: ProgramCall, which: string | undefined): number {
  const number = Number(which);
  const name =
    which === undefined
      ? undefined
      : signalName(Number.isInteger(number) && number > 128 ? String(number - 128) : which);
  if (which === undefined) out(call, `${signalNames().join('\n')}\n`);
  else if (name !== undefined) out(call, `${Number.isInteger(number) ? name : signalNumber(name)}\n`);
  return which === undefined || name !== undefined ? 0 : 1;
}
