/** The table of programs: one row each. */
import { cat } from './cat.ts';
import { curl } from './network/curl.ts';
import { nc } from './network/nc.ts';
import { getent, nslookup } from './network/nslookup.ts';
import { ping } from './network/ping.ts';
import { wget } from './network/wget.ts';
import { date } from './date.ts';
import { echo } from './echo.ts';
import { expr } from './expr.ts';
import { chmod, cp, ln, mkdir, mv, rm, rmdir, touch } from './file-programs.ts';
import { grep } from './grep.ts';
import { head, tail } from './head-tail.ts';
import { kill } from './kill.ts';
import { ls } from './ls.ts';
import { printf } from './printf.ts';
import type { Program } from './program.ts';
import { busybox, env, nohup, sh } from './run-programs.ts';
import { sed } from './sed.ts';
import { sleep } from './sleep.ts';
import { basename, dirname, hostname, id, printenv, ps, pwd, seq, uname, whoami, yes } from './small-programs.ts';
import { tee } from './tee.ts';
import { test } from './test.ts';
import { cut, rev, sort, tac, tr, uniq, wc } from './text-filters.ts';
import { xargs } from './xargs.ts';

export const programs: Readonly<Record<string, Program>> = {
  basename,
  busybox,
  cat,
  chmod,
  cp,
  curl,
  cut,
  date,
  dirname,
  echo,
  env,
  expr,
  getent,
  grep,
  head,
  hostname,
  id,
  kill,
  ln,
  ls,
  mkdir,
  mv,
  nc,
  nohup,
  nslookup,
  ping,
  printenv,
  printf,
  ps,
  pwd,
  rev,
  rm,
  rmdir,
  sed,
  seq,
  sh,
  sleep,
  sort,
  tac,
  tail,
  tee,
  test,
  touch,
  tr,
  uname,
  uniq,
  wc,
  wget,
  whoami,
  xargs,
  yes,
  '[': test,
  ash: sh,
  bash: sh,
  dash: sh,
  egrep: grep,
  true: () => 0,
  false: () => 1,
};
