/** `ls`: names in folders, one a line. */
import { isFolder, namesIn, resolvePath } from '../machine/files.ts';
import { nodeAt } from '../machine/mounts.ts';
import { dateParts } from './date.ts';
import { complain, out, readOptions, type Program, type ProgramCall } from './program.ts';

export const ls: Program = (call) => {
  const { options, operands } = readOptions(call.args);
  const { machine, process } = call;
  const paths = operands.length > 0 ? operands : ['.'];
  const full = (path: string): string => resolvePath(process.cwd, path);
  const there = paths.filter((path) => nodeAt(machine.files, full(path)) !== undefined);
  for (const path of paths.filter((one) => !there.includes(one)))
    complain(
      call,
      machine.dialect === 'ash'
        ? `${path}: No such file or directory`
        : `cannot access '${path}': No such file or directory`,
    );
  const isListed = (path: string): boolean => isFolder(machine.files, full(path)) && !options.has('d');
  const files = there.filter((path) => !isListed(path)).toSorted();
  const folders = there.filter(isListed).toSorted();
  const blocks = folders.map(
    (folder) => (paths.length > 1 ? `${folder}:\n` : '') + listing(call, options, full(folder)),
  );
  const named = files.map((path) => `${line(call, options, { name: path, path: full(path) })}\n`).join('');
  out(call, [...(named ? [named] : []), ...blocks].join('\n'));
  return there.length === paths.length ? 0 : machine.dialect === 'ash' ? 1 : 2;
};

function listing(call: ProgramCall, options: ReadonlyMap<string, string>, folder: string): string {
  const own = namesIn(call.machine.files, folder).filter(
    (name) => options.has('a') || options.has('A') || !name.startsWith('.'),
  );
  const names = options.has('a') ? ['.', '..', ...own] : own;
  const lines = names.map((name) => line(call, options, { name, path: resolvePath(folder, name) }));
  return (options.has('l') ? [`total ${own.length * 4}`, ...lines] : lines).map((one) => `${one}\n`).join('');
}

function line(
  { machine }: ProgramCall,
  options: ReadonlyMap<string, string>,
  { name, path }: { name: string; path: string },
): string {
  const node = nodeAt(machine.files, path);
  if (!options.has('l') || !node) return name;
  const letters = [...'rwxrwxrwx'].map((letter, index) => (node.mode & (1 << (8 - index)) ? letter : '-')).join('');
  const { month, day, hour, minute } = dateParts(machine.epoch + node.at);
  const size = node.kind === 'file' ? node.text.length : 4096;
  const kind = node.kind === 'folder' ? 'd' : node.kind === 'device' ? 'c' : '-';
  return `${kind}${letters} 1 root root ${String(size).padStart(8)} ${month} ${String(day).padStart(2)} ${hour}:${minute} ${name}`;
}
