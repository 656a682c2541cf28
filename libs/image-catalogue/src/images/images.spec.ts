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
): RunBehavior | undefined => findImage(image)?.run({ command, args, ports });
const script = (text: string): RunBehavior | undefined => run('busybox', ['sh', '-c', text]);
const logs = (...lines: readonly (readonly [at: number, line: string])[]): object[] =>
  lines.map(([at, line]) => ({ at, line }));

describe('the catalogue', () => {
  it('has one row per repository', () => {
    const names = images.map(({ repository }) => repository);
    expect(new Set(names).size).toBe(names.length);
    for (const { sizeBytes } of images) expect(sizeBytes).toBeGreaterThan(0);
  });
});

describe('a busybox', () => {
  const ignoresTerm = { onTerm: { ignore: true } };

  it.each<[string, readonly string[], readonly string[], object]>([
    ['without a command leaves at once: a shell without a terminal', [], [], { exitAfter: 0, exitCode: 0 }],
    ['runs true', ['true'], [], { exitAfter: 0, exitCode: 0 }],
    ['runs false', ['/bin/false'], [], { exitAfter: 0, exitCode: 1 }],
    ['runs its arguments when it has no command', [], ['false'], { exitAfter: 0, exitCode: 1 }],
    ['prints', ['echo'], ['hello', 'world'], { exitAfter: 0, exitCode: 0, logs: logs([0, 'hello world']) }],
    ['as PID 1 waits and does not hear TERM', ['sleep', '5'], [], { ...ignoresTerm, exitAfter: 5, exitCode: 0 }],
    [
      'waits in other units, and for their sum',
      ['/usr/bin/sleep', '1m', '0.5h', '2'],
      [],
      { ...ignoresTerm, exitAfter: 1862, exitCode: 0 },
    ],
    ['waits for ever', ['sleep', 'infinity'], [], ignoresTerm],
    ['does not know how long an hour of nonsense is', ['sleep', 'x'], [], { exitAfter: 0, exitCode: 1 }],
    ['does not wait for nothing', ['sleep'], [], { exitAfter: 0, exitCode: 1 }],
  ])('%s', (_what, command, args, expected) => {
    expect(run('busybox', command, args)).toEqual(expected);
  });

  it.each(['foo', 'constructor', '/opt/foo'])('cannot start %s, which it does not have', (file) => {
    expect(run('alpine', [file])).toEqual({
      startError: `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "${file}": executable file not found in $PATH`,
    });
  });

  it('is as good as an alpine, a debian or an ubuntu', () => {
    expect(['alpine', 'debian:12', 'ubuntu'].map((image) => run(image, ['false']))).toEqual(
      Array.from({ length: 3 }, () => ({ exitAfter: 0, exitCode: 1 })),
    );
  });
});

describe('a script', () => {
  it.each<[string, object]>([
    ['exit 3', { exitAfter: 0, exitCode: 3, logs: [], onTerm: { ignore: true } }],
    ['exit', { exitAfter: 0, exitCode: 0, logs: [], onTerm: { ignore: true } }],
    ['exit 256', { exitAfter: 0, exitCode: 0, logs: [], onTerm: { ignore: true } }],
    ['echo start; sleep 5; exit 1', { exitAfter: 5, exitCode: 1, logs: logs([0, 'start']), onTerm: { ignore: true } }],
    [
      'echo "a b" && sleep 2 && echo c',
      { exitAfter: 2, exitCode: 0, logs: logs([0, 'a b'], [2, 'c']), onTerm: { ignore: true } },
    ],
    ['sleep 1\nfalse\necho never', { exitAfter: 1, exitCode: 1, logs: [] }],
    ['echo on; sleep infinity; echo never', { logs: logs([0, 'on']), onTerm: { ignore: true } }],
    ['echo on; while true; do sleep 1; done', { logs: logs([0, 'on']) }],
    ['echo $HOME', { logs: [] }],
    ['nginx -g daemon', { logs: [] }],
    ['', { exitAfter: 0, exitCode: 0, logs: [], onTerm: { ignore: true } }],
  ])('%j does what it says, as far as it is a straight line', (text, expected) => {
    expect(script(text)).toEqual(expected);
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
