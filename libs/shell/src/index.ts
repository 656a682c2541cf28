/** Public face of the shell: the user land of a container. */
export { makeFolders, readFile, resolvePath, writeFile, type FileSetup } from './machine/files.ts';
export { createTree, isWithin, type FileNode, type Files, type Mount, type Tree } from './machine/mounts.ts';
export {
  canRun,
  capturesOf,
  createMachine,
  createProcessTable,
  holdTable,
  inputOf,
  runMachine,
  shutDown,
  signalProcess,
  startProcess,
  takeExit,
  takeSignals,
  textOfCapture,
  type MachineFacts,
  type ProcessStart,
} from './machine/machine.ts';
export { giveReply, takeRequests } from './machine/network.ts';
export type { NetworkReply, NetworkRequest } from './machine/network-talk.ts';
export { interrupt } from './machine/signals.ts';
export type { Dialect, Machine, Pipe, ProcessExit, ProcessTable, Stream } from './machine/machine-state.ts';
export { isProgram } from './programs/program-names.ts';
