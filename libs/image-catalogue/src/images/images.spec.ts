/** What the images of the catalogue do when they run. */
import { describe, expect, it } from '@jest/globals';
import type { RunBehavior } from '../behavior.ts';
import { findImage } from '../catalogue.ts';
import { images } from './index.ts';

const run = (
  image: string,
  command: readonly string[] = [],
  args: readonly string[] = [],
  ports: readonly number[] = [],
): RunBehavior | undefined =>
  findImage(image)?.run({ command, args, ports, isProgram: (name) => ['sh', 'true', 'false'].includes(name) });

describe('the catalogue', () => {
  it('has one row per repository', () => {
    const names = images.map(({ repository }) => repository);
    expect(new Set(names).size).toBe(names.length);
    for (const { sizeBytes } of images) expect(sizeBytes).toBeGreaterThan(0);
  });
});

describe('a busybox', () => {
  it.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['runs its shell without a command', [], [], ['sh']],
    ['runs its command with its arguments', ['/bin/sh', '-c'], ['exit 3'], ['/bin/sh', '-c', 'exit 3']],
    ['runs its arguments when it has no command', [], ['false'], ['false']],
  ])('%s', (_what, command, args, argv) => {
    expect(run('busybox', command, args)).toEqual({ userLand: { argv, dialect: 'ash' } });
  });

  it.each(['foo', 'constructor', '/opt/foo'])('cannot start %s, which it does not have', (file) => {
    expect(run('alpine', [file])).toEqual({
      startError: `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "${file}": executable file not found in $PATH`,
    });
  });

  it('speaks in its own words, a debian and an ubuntu in theirs', () => {
    expect(['alpine', 'debian:12', 'ubuntu'].map((image) => run(image, ['false'])?.userLand?.dialect)).toEqual([
      'ash',
      'dash',
      'dash',
    ]);
  });
});

describe('a web server', () => {
  it.each<[string, number, number, string | undefined]>([
    ['nginx', 80, 0.1, 'SIGQUIT'],
    ['httpd:2.4', 80, 0.1, 'SIGWINCH'],
    ['luksa/kiada:0.1', 8080, 0.5, undefined],
    ['echoserver', 8080, 0.1, undefined],
  ])('%s answers on its port %d after %d s, declared or not', (image, port, from, stopSignal) => {
    expect(run(image)).toEqual({ ports: [{ port, from }], onTerm: { exitAfter: 0.1, exitCode: 0 } });
    expect(run(image, [], [], [9000, port])?.ports).toEqual([
      { port, from },
      { port: 9000, from },
    ]);
    expect(findImage(image)?.stopSignal).toBe(stopSignal);
  });
});

describe('a pause container', () => {
  it('does nothing until TERM, as an ordinary user', () => {
    expect([run('registry.k8s.io/pause:3.10'), findImage('pause')?.user]).toEqual([
      { onTerm: { exitAfter: 0, exitCode: 0 } },
      '65535',
    ]);
  });
});
