/** A current kubectl for the tests: built once from `test/clients/kubectl` where Go is there, and run against a simulation. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('kubectl/', import.meta.url));
const VERSION = 'v1.37.2';

const stamp = (): string =>
  createHash('sha256')
    .update(readFileSync(join(source, 'go.sum')))
    .update(readFileSync(join(source, 'main.go')))
    .digest('hex')
    .slice(0, 16);

/**
 * The path of the program; built if it was not yet. `undefined` where there is no Go: `why` says so then. What Go is there but cannot
 * build is an error with `PODLAB_CLIENTS=required`, as CI sets it, and else left out, too: the modules may be out of reach.
 */
export function findKubectl(): { readonly path: string } | { readonly why: string } {
  const folder = join(fileURLToPath(new URL('../../', import.meta.url)), 'node_modules/.cache/podlab');
  const path = join(folder, `kubectl-${stamp()}`);
  if (existsSync(path)) return { path };
  if (spawnSync('go', ['version']).status !== 0) return { why: 'Go is not installed' };
  mkdirSync(folder, { recursive: true });
  const flags = `-s -w -X k8s.io/component-base/version.gitVersion=${VERSION}`;
  const built = spawnSync('go', ['build', '-trimpath', '-ldflags', flags, '-o', path, '.'], { cwd: source });
  if (built.status === 0) return { path };
  const why = `Go could not build kubectl: ${built.stderr.toString().slice(-500)}`;
  if (process.env['PODLAB_CLIENTS'] === 'required') throw new Error(why);
  return { why };
}

export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Place {
  readonly server: string;
  readonly namespace?: string;
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs kubectl with a home of its own; `input` goes to its standard input. */
export function runKubectl(
  path: string,
  args: readonly string[],
  { server, namespace, cwd, env }: Place,
  input = '',
): Promise<Run> {
  const home = (homes[server] ??= mkdtempSync(join(tmpdir(), 'podlab-kubectl-')));
  const where = ['--server', server, ...(namespace === undefined ? [] : ['--namespace', namespace])];
  const child = spawn(path, [...where, ...args], { cwd, env: { PATH: process.env['PATH'] ?? '', HOME: home, ...env } });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (part: Buffer) => (output.stdout += part.toString()));
  child.stderr.on('data', (part: Buffer) => (output.stderr += part.toString()));
  child.stdin.end(input);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code: code ?? -1, ...output })));
}

const homes: Record<string, string> = {};
