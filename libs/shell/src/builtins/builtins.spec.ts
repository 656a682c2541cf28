/** Builtins, beyond what the recorded answers of real shells cover. */
import { describe, expect, it } from '@jest/globals';
import { outputOf, runScript } from '../../test/trial.ts';
import { isName } from './builtin.ts';

describe('a builtin', () => {
  it.each([
    ['type cd cat; f() { :; }; type f', 'cd is a shell builtin\ncat is /bin/cat\nf is a shell function\n'],
    ['command -v cat f || echo none', '/bin/cat\nnone\n'],
    ['echo() { :; }; command echo real', 'real\n'],
    ["trap 'echo a' TERM; trap", "trap -- 'echo a' TERM\n"],
    ['sleep 9 & jobs > f; wc -l < f', '1\n'],
    ['sleep 9 & kill %1; wait %1; echo $?', '143\n'],
    ['export A=1; export | grep A=', "export A='1'\n"],
    ['declare x=2; echo $x; f() { declare x=3; }; f; echo $x', '2\n2\n'],
    ['set -o errexit; false; echo never', ''],
    ['f() { return 5; echo never; }; f; echo $?', '5\n'],
    ["trap 'echo usr' USR1; sleep 3 & kill -USR1 $$; wait; echo $?", 'usr\n0\n'],
    ["trap 'echo usr' USR1; (sleep 1; kill -USR1 $$) & sleep 9 & wait $!; echo $?", 'usr\n138\n'],
  ])('%s', (text, expected) => {
    expect(outputOf(text)).toBe(expected);
  });

  it.each(['shift x', 'exit x', 'return y', 'local x', '. missing', 'set -o nothing', 'export 1x'])(
    '%s is refused',
    (text) => {
      expect(runScript(text).code).toBe(2);
    },
  );

  it('has names for variables', () => {
    expect(['a', '_b1', '1a', 'a-b', ''].map(isName)).toEqual([true, true, false, false, false]);
  });
});
