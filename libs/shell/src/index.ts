/** Public face of the shell: the user land of a container. */
export { readFile, resolvePath, writeFile, type FileNode, type Files } from './machine/files.ts';
export {
  canRun,
  capturesOf,
  createMachine,
  runMachine,
  shutDown,
  signalProcess,
  startProcess,
  takeExit,
  textOfCapture,
  type MachineFacts,
  type ProcessStart,
} from './machine/machine.ts';
export type { Dialect, Machine, ProcessExit, Stream } from './machine/machine-state.ts';
export { isProgram } from './programs/program-names.ts';
