#!/usr/bin/env node
/** The command line: play manifests offline, or follow a server. */
import { Command, InvalidArgumentError } from 'commander';
import { parseDuration } from '#cluster';
import { parseVersion, VERSION_MESSAGE } from '#kube-api';
import { runManifests, type RunOptions } from './commands/run.ts';
import { watchServer, type WatchOptions } from './commands/watch.ts';

const program = new Command('podlab').description('Play the life of Kubernetes pods in virtual time.');

function duration(text: string): number {
  const ms = parseDuration(text);
  if (ms === undefined) throw new InvalidArgumentError('use a duration such as 90s, 10m or 1h30m');
  return ms;
}

function profile(text: string): string {
  if (text !== 'realistic' && text !== 'textbook') throw new InvalidArgumentError('use realistic or textbook');
  return text;
}

function version(text: string): string {
  if (!parseVersion(text)) throw new InvalidArgumentError(VERSION_MESSAGE);
  return text;
}

function count(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('use a whole number up to 9999');
  return Number(text);
}

program
  .command('run')
  .description('create the objects of manifests in a new simulation, let time pass, and print what happens')
  .argument('<file...>', 'YAML or JSON manifests; - for standard input')
  .option('--for <duration>', 'virtual time to run, at most', duration, 600_000)
  .option('--until <condition>', "stop as soon as this holds, such as 'Ready' or 'web restarts>=3'")
  .option(
    '--profile <name>',
    'realistic (jitter as in the real kubelet) or textbook (round numbers)',
    profile,
    'realistic',
  )
  .option('--kubernetes-version <version>', 'the version to imitate: 1.34 to 1.37', version)
  .option('--seed <text>', 'the same seed plays the same run', 'podlab')
  .option('--nodes <n>', 'nodes of the cluster', count, 3)
  .option('--all', 'show runtime calls and probes too', false)
  .option('--logs', 'show what containers write too', false)
  .option('--json', 'print timeline entries as JSON, one a line', false)
  .addHelpText(
    'after',
    '\nExit code: 0 the condition was met, or no pod failed; 1 it was not, or a pod failed; 2 the input was refused.',
  )
  .action(async (files: string[], options: RunOptions) => {
    process.exitCode = await runManifests(files, options);
  });

program
  .command('watch')
  .description('follow the timeline of a simulation on a server')
  .option('--server <url>', 'where the server listens', 'http://localhost:3000')
  .option('--simulation <id>', 'which simulation', 'default')
  .option('--after <seq>', 'begin after this entry instead of now', count)
  .option('--pod <name>', 'only this pod (name or namespace/name)')
  .option('--all', 'show runtime calls and probes too', false)
  .option('--json', 'print timeline entries as JSON, one a line', false)
  .action(async (options: WatchOptions) => {
    process.exitCode = await watchServer(options);
  });

// A reader that leaves early (`| head`) ends the program quietly.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

await program.parseAsync();
