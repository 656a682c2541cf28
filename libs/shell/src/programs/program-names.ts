/** The names of all programs, apart from the programs themselves: who asks only whether there is one needs no more. */

const names = new Set(
  'basename bash ash dash busybox cat chmod cp curl cut date dirname echo egrep env expr false getent grep head hostname id kill ln ls mkdir mv nc nohup nslookup ping printenv printf ps pwd rev rm rmdir sed seq sh sleep sort tac tail tee test [ touch tr true uname uniq wc wget whoami xargs yes'.split(
    ' ',
  ),
);

export const isProgram = (name: string): boolean => names.has(name);
export const programNames = (): string[] => [...names];
