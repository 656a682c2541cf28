/** The table of programs: one row each. */
import { cat } from './cat.ts';
import { date } from './date.ts';
import { echo } from './echo.ts';
import { chmod, cp, ln, mkdir, mv, rm, rmdir, touch } from './file-programs.ts';
import { grep } from './grep.ts';
import { head, tail } from './head-tail.ts';
import { kill } from './kill.ts';
import { ls } from './ls.ts';
import { printf } from './printf.ts';
import type { Program } from './program.ts';
import { busybox, env, nohup, sh } from './run-programs.ts';
import { sleep } from './sleep.ts';
import {
  basename,
  dirname,
  hostname,
  id,
  offline,
  printenv,
  ps,
  pwd,
  seq,
  uname,
  whoami,
  yes,
} from './small-programs.ts';
import { tee } from './tee.ts';
import { test } from './test.ts';
import { cut, sort, tr, uniq, wc } from './text-filters.ts';

export const programs: Readonly<Record<string, Program>> = {
  basename,
  busybox,
  cat,
  chmod,
  cp,
  cut,
  date,
  dirname,
  echo,
  env,
  grep,
  head,
  hostname,
  id,
  kill,
  ln,
  ls,
  mkdir,
  mv,
  nohup,
  printenv,
  printf,
  ps,
  pwd,
  rm,
  rmdir,
  seq,
  sh,
  sleep,
  sort,
  tail,
  tee,
  test,
  touch,
  tr,
  uname,
  uniq,
  wc,
  whoami,
  yes,
  '[': test,
  ash: sh,
  bash: sh,
  dash: sh,
  egrep: grep,
  true: () => 0,
  false: () => 1,
  curl: offline,
  nc: offline,
  nslookup: offline,
  ping: offline,
  wget: offline,
};
