/** What a machine holds: the files, processes and log of one container, all of it plain data. */
import type { Instant } from '#kernel';
import type { Files } from './mounts.ts';
import type { ReplyWait, Talk } from './network-talk.ts';

/** The user land of one container. */
export interface Machine {
  readonly hostname: string;
  /** Whose messages the shell speaks. */
  readonly dialect: Dialect;
  /** Wall-clock milliseconds at instant 0. */
  readonly epoch: number;
  readonly files: Files;
  /** Tells its processes from those of other machines that share the table. */
  readonly home: string;
  readonly table: ProcessTable;
  /** Those of the table. */
  readonly processes: Map<number, Process>;
  /** Its first process; 0 before that. */
  mainPid: number;
  /** Counts requests to the network. */
  nextTicket: number;
  now: Instant;
  readonly log: LogBook;
  readonly load: Load;
}

/** Processes that see one another: those of a container, or of all containers of a pod. */
export interface ProcessTable {
  readonly processes: Map<number, Process>;
  nextPid: number;
  /** Machines whose processes were reached by a signal from another one. */
  readonly reached: Map<string, true>;
}

export type Dialect = 'dash' | 'ash';

/** The lines that went to the container's log, and what has no line end yet. */
export interface LogBook {
  lines: { readonly at: Instant; readonly line: string }[];
  readonly rest: Map<'stdout' | 'stderr', string>;
}

/** How busy the processes are at the present instant: a machine that spins is made to wait. */
export interface Load {
  at: Instant;
  turns: number;
  /** Characters written at this instant. */
  output: number;
  /** How often in a row the machine had to be stopped. */
  strikes: number;
  pausedUntil: Instant;
}

export interface Pipe {
  text: string;
  /** Set when somebody outside of the machine writes to it. */
  readonly outside?: OutsideWriter;
}

export interface OutsideWriter {
  /** False: nothing more will come. */
  isOpen: boolean;
  /** A person sits there. */
  readonly isTerminal: boolean;
}

/** How a shell reads its script that comes line by line. */
export interface LineSource {
  /** What there is of a command that is not complete. */
  text: string;
  /** Prints prompts, and outlives mistakes. */
  readonly isPrompting: boolean;
  isPrompted: boolean;
}

/** An open file description: shared by the descriptors, and the processes, that were copied from one another. */
export type Stream =
  | { readonly kind: 'file'; readonly path: string; at: number; readonly append: boolean }
  | { readonly kind: 'pipe'; readonly end: 'read' | 'write'; readonly pipe: Pipe }
  | { readonly kind: 'log'; readonly name: 'stdout' | 'stderr' }
  /** What a caller outside reads when the process has ended. */
  | { readonly kind: 'capture'; text: string }
  | { readonly kind: 'null' };

/** What a process waits for; it goes on when it has come. */
export type Wait =
  | { readonly kind: 'until'; readonly at: Instant }
  | { readonly kind: 'forever' }
  | ReplyWait
  | { readonly kind: 'input'; readonly fd: number }
  | { readonly kind: 'end-of-input'; readonly pipe: Pipe }
  | { readonly kind: 'children'; readonly pids: readonly number[]; readonly isInterruptible: boolean };

export interface Process {
  readonly pid: number;
  /** The machine that runs it. */
  readonly home: string;
  parent: number;
  /** As `ps` shows it. */
  argv: readonly string[];
  cwd: string;
  readonly fds: Map<number, Stream>;
  task: Task;
  wait: Wait | null;
  /** Signals that came and are not yet dealt with. */
  readonly pending: string[];
  /** Signals that are ignored, as children inherit them. */
  readonly ignored: Map<string, true>;
  /** Set when it has ended and nobody has asked for its status yet. */
  exit: ProcessExit | null;
}

export interface ProcessExit {
  readonly code: number;
  readonly signal?: string;
}

export type Task =
  | { readonly kind: 'shell'; readonly shell: Shell }
  | { readonly kind: 'program'; readonly program: string; readonly env: Map<string, string>; readonly memory: Memory }
  /** A program that the machine does not run: something else says what it does. */
  | { readonly kind: 'opaque' };

/** What a program remembers from turn to turn. */
export interface Memory {
  step: number;
  text: string;
  count: number;
  /** Operands that could not be read. */
  failed: number;
  /** Null while it has asked nothing of the network. */
  talk: Talk | null;
}

export interface Variable {
  /** An indexed array as a map; absent: declared without a value. */
  value?: string | Map<number, string>;
  isExported: boolean;
  isReadonly: boolean;
}

/** A place in a script: its text, which the parser caches, and the number of the node. */
export interface Place {
  readonly unit: string;
  readonly node: number;
}

export interface Shell {
  readonly frames: Frame[];
  variables: Map<string, Variable>;
  readonly functions: Map<string, Place>;
  readonly options: Map<string, boolean>;
  /** `$0` */
  readonly name: string;
  params: readonly string[];
  readonly traps: Map<string, string>;
  /** `$?` */
  status: number;
  /** `$$`: a subshell keeps its parent's. */
  readonly mainPid: number;
  lastBackground: number;
  jobs: number[];
  isEnding: boolean;
  /** How far `getopts` is within a word of several options. */
  optionAt: number;
  /** Absent: the whole script is known. */
  readonly lines?: LineSource | undefined;
}

/** A frame of the evaluator: which node is being evaluated, and how far. */
export interface Frame extends Place {
  readonly kind: FrameKind;
  /** The step within the node; what it counts is up to the kind. */
  at: number;
  /** Results of substitutions by place, so that an expansion can be taken up again after each. */
  readonly memo?: Map<string, string>;
  /** The command that is expanded already: it is resumed and not expanded again. */
  words?: readonly string[];
  /** Processes that are waited for. */
  pids?: readonly number[];
  /** Descriptors to put back; `null`: it was closed. */
  saved?: Map<number, Stream | null>;
  /** A function's or a script's caller: its parameters and the variables that it hides. */
  params?: readonly string[];
  locals?: Map<string, Variable | null>;
  /** The status to go back to after a trap, or that a loop ends with. */
  status?: number;
  /** Output of the running substitution, and where it goes in `memo`. */
  capture?: { readonly key: string; readonly pipe: { text: string }; readonly pid: number };
}

export type FrameKind =
  | 'list'
  | 'statement'
  | 'and-or'
  | 'pipeline'
  | 'if'
  | 'while'
  | 'for'
  | 'arithmetic-for'
  | 'case'
  | 'subshell'
  | 'redirected'
  | 'function'
  | 'simple'
  | 'call'
  | 'restore'
  | 'trap'
  | 'test'
  | 'arithmetic'
  | 'unknown';
