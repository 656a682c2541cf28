/** Programs, beyond what the recorded answers of real shells cover. */
import { describe, expect, it } from '@jest/globals';
import { outputOf, runScript } from '../../test/trial.ts';
import { dateParts } from './date.ts';
import { programs } from './index.ts';
import { compileRegex, findMatch, hasMatch } from './plain-regex.ts';
import { isProgram, programNames } from './program-names.ts';

describe('the table of programs', () => {
  it('has a row for every name', () => {
    expect(programNames().toSorted()).toEqual(Object.keys(programs).toSorted());
    expect(['sh', '__proto__', 'toString'].map(isProgram)).toEqual([true, false, false]);
  });
});

describe('a program', () => {
  it.each([
    ['date -u', 'Thu Jan  1 00:00:00 UTC 2026\n'],
    ['sleep 90; date +%FT%T.%j', '2026-01-01T00:01:30.001\n'],
    ['hostname; id -u; whoami; uname', 'web\n0\nroot\nLinux\n'],
    ['printenv HOME; printenv NOPE || echo none', '/root\nnone\n'],
    ['mkdir d; touch d/f; ls -a d; ls -ld d', '.\n..\nf\ndrwxr-xr-x 1 root root     4096 Jan  1 00:00 d\n'],
    ['ps | wc -l', '5\n'],
    ['kill -l TERM; kill -l 137', '15\nKILL\n'],
    ['echo a > f; (sleep 2; echo b >> f) & tail -f f | head -n 2', 'a\nb\n'],
    ['busybox echo hi; env sh -c "echo in"; nohup echo on', 'hi\nin\non\n'],
    ['echo "echo from stdin" | sh', 'from stdin\n'],
    ['echo abc | tr -c "a\\n" x', 'axx\n'],
    ['ln f g; echo a > f; ln f g; cat g', 'a\n'],
  ])('%s', (text, expected) => {
    expect(outputOf(text)).toBe(expected);
  });

  it('that needs a network finds nobody without one', () => {
    expect(runScript('wget http://web/', { dialect: 'ash' })).toMatchObject({
      code: 1,
      stderr: "wget: bad address 'web'\n",
    });
  });

  it.each([
    ['sed', 'missing command'],
    ["echo a | sed 's/a/'", "unmatched `/'"],
    ["echo a | sed 's/\\(a\\)/\\1/'", 'unsupported reference to a group'],
    ["echo a | sed 'y/ab/c/'", 'strings for y command are different lengths'],
    ["echo a | sed 'Z'", 'unsupported command Z'],
    ["echo a | sed '1,p'", "unexpected `,'"],
    ["echo a | sed '/[/p'", 'bad regex'],
    ['sed -i s/a/b/ nope', 'nope: No such file or directory'],
    ['expr 1 +', 'syntax error'],
    ['expr 1 2', 'syntax error'],
    ['expr \\( 1', 'syntax error'],
    ['echo a | xargs nope', 'nope: No such file or directory'],
  ])('%s says %s', (text, words) => {
    const { code, stderr } = runScript(text);
    expect([code === 0, stderr]).toEqual([false, expect.stringContaining(words)]);
  });

  it.each([
    ["printf 'a\\nb\\nc\\n' | sed '2c\\\nnew'", 'a\nnew\nc\n'],
    ["printf 'a\\nb\\nc\\nd\\n' | sed -n '/b/,3p'", 'b\nc\n'],
    ["printf 'a\\nb\\n' | sed -ne p -e '3,1p'", 'a\nb\n'],
    ["echo a | sed 's/a/x\\ty/'; echo q | sed 'q 5' >/dev/null; echo $?", 'x\ty\n5\n'],
    ['printf "1 2\\n3\\n" | xargs -n2 echo; echo a | xargs -P 2 echo b', '1 2\n3\nb a\n'],
  ])('%s', (text, expected) => {
    expect(outputOf(text)).toBe(expected);
  });

  it('says what is not there in the words of its kind', () => {
    expect(runScript('cat nope', { dialect: 'ash' }).stderr).toBe(
      "cat: can't open 'nope': No such file or directory\n",
    );
    expect(runScript('cat nope').stderr).toBe('cat: nope: No such file or directory\n');
    expect(runScript('rm nope').stderr).toBe("rm: cannot remove 'nope': No such file or directory\n");
  });
});

describe('a date', () => {
  it.each([
    [0, 1970, 1, 1],
    [951_782_400_000, 2000, 2, 29],
    [1_735_689_599_999, 2024, 12, 31],
    [4_107_542_400_000, 2100, 3, 1],
  ])('of %d', (ms, year, monthNumber, day) => {
    expect(dateParts(ms)).toMatchObject({ year, monthNumber, day });
  });
});

describe('a regular expression', () => {
  const find = (pattern: string, text: string): unknown => {
    const regex = compileRegex(pattern, { isExtended: true });
    return regex && findMatch(regex, text);
  };

  it.each([
    ['a+b', 'xaab', { start: 1, end: 4 }],
    ['^(ab|c){2,3}$', 'abcab', { start: 0, end: 5 }],
    ['[^a-c]', 'abd', { start: 2, end: 3 }],
    ['a?', 'b', { start: 0, end: 0 }],
    ['(', 'x', undefined],
    ['a{3,1}', 'x', undefined],
  ])('%s on %s', (pattern, text, expected) => {
    expect(find(pattern, text)).toEqual(expected);
  });

  it('looks once over a long text', () => {
    const regex = compileRegex('a*b$', { isExtended: true });
    expect(regex && hasMatch(regex, 'a'.repeat(100_000))).toBe(false);
    expect(regex && hasMatch(regex, `x${'a'.repeat(100_000)}b`)).toBe(true);
  });

  it('does not go astray', () => {
    expect(find('(a*)*b', 'a'.repeat(2000))).toBeUndefined();
  });
});
