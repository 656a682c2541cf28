/** Laws of the shell over random scripts. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runScript } from '../../libs/shell/test/trial.ts';

const word = fc.constantFrom(
  'a',
  '"b c"',
  '$x',
  '"$y"',
  '${x:-d}',
  '${y%b*}',
  '$(echo s)',
  '$((x+1))',
  '*',
  "'q'",
  '$?',
  '"$@"',
  '\\$',
  '~',
  '`echo t`',
);
const name = fc.constantFrom('x', 'y', 'z');
const words = fc.array(word, { maxLength: 3 }).map((list) => list.join(' '));

const simple = fc.oneof(
  words.map((list) => `echo ${list}`),
  fc.tuple(name, word).map(([key, value]) => `${key}=${value}`),
  fc.constantFrom(
    'true',
    'false',
    'sleep 1',
    'touch f',
    'cat f',
    'rm -f f',
    'read x',
    'wait',
    'shift',
    'nosuch',
    'cd /',
    'set -e',
    'break',
    'return 3',
    'exit 2',
    "trap 'echo t' EXIT",
    'kill $$',
    'unset x',
    'f a',
  ),
  words.map((list) => `set -- ${list}`),
);

const { script } = fc.letrec<{ script: string; command: string }>((tie) => ({
  command: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    simple,
    tie('script').map((body) => `{ ${body}; }`),
    tie('script').map((body) => `(${body})`),
    fc.tuple(tie('script'), tie('script')).map(([test, body]) => `if ${test}; then ${body}; fi`),
    fc.tuple(words, tie('script')).map(([list, body]) => `for x in ${list}; do ${body}; done`),
    tie('script').map((body) => `while ${body}; do sleep 1; done`),
    fc.tuple(tie('command'), tie('command')).map(([from, to]) => `${from} | ${to}`),
    fc.tuple(tie('command'), tie('command')).map(([first, then]) => `${first} && ${then}`),
    tie('script').map((body) => `x=$(${body})`),
    tie('script').map((body) => `f() { ${body}; }`),
    fc.tuple(tie('command'), fc.constantFrom('> f', '< f', '2>&1', '>> f')).map(([command, to]) => `${command} ${to}`),
  ),
  script: fc.array(tie('command'), { minLength: 1, maxLength: 3 }).map((list) => list.join('; ')),
}));

const parameters = { numRuns: 300, seed: 7 } as const;

describe('a random script', () => {
  it('never breaks the machine, and answers the same twice', () => {
    fc.assert(
      fc.property(script, (text) => {
        expect(runScript(text, { most: 50 })).toEqual(runScript(text, { most: 50 }));
      }),
      parameters,
    );
  });

  it('goes on after it was written down as if nothing had happened', () => {
    fc.assert(
      fc.property(script, fc.nat(20), (text, restoreAt) => {
        expect(runScript(text, { most: 50, restoreAt })).toEqual(runScript(text, { most: 50 }));
      }),
      parameters,
    );
  });

  it('of any characters at all is refused or run', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'$(){}`"\'\\|&;<>*?[]#!=-+ \nabif') }), (text) => {
        runScript(text, { most: 20 });
      }),
      { ...parameters, numRuns: 2000 },
    );
  });
});
