/** Expansions, beyond what the recorded answers of real shells cover: what bash adds, and what is wrong. */
import { describe, expect, it } from '@jest/globals';
import { outputOf, runScript } from '../../test/trial.ts';
import { compilePattern, isWild, matches, patternOf } from './pattern.ts';

describe('an expansion', () => {
  it.each([
    ['x=hello; echo ${x/l/L} ${x//l/L} ${x/#h/H} ${x/%o/O}', 'heLlo heLLo Hello hellO\n'],
    ['x=hello; echo ${x:1:3} ${x:3} ${x: -2}', 'ell lo lo\n'],
    ['x=hello; echo ${x^} ${x^^}; y=ABC; echo ${y,} ${y,,}', 'Hello HELLO\naBC abc\n'],
    ['a=(1 "2 3" 4); echo ${#a[@]} ${a[1]}; for i in "${a[@]}"; do echo "<$i>"; done', '3 2 3\n<1>\n<2 3>\n<4>\n'],
    ['a=(x); a+=(y); a[5]=z; echo ${a[@]} ${a[-1]} $a', 'x y z z x\n'],
    ['x=y y=deep; echo ${!x}', 'deep\n'],
    ['echo $((2**10)) $((x=4, x+1)) $x', '1024 5 4\n'],
    ['i=1; echo $((i++ + $(echo 5))) $i', '6 2\n'],
    ["echo $'a\\tb'", 'a\tb\n'],
    ['x=${y:=a}$(echo b)${y}; echo $x', 'aba\n'],
    ['x=a; x=${x}b y=$(echo c); echo $x $y', 'ab c\n'],
  ])('%s', (text, expected) => {
    expect(outputOf(text)).toBe(expected);
  });

  it.each(['echo ${x!y}', 'echo $((1 +))', 'echo $((5=3))', 'echo $((2**-1))', 'echo ${1:=x}'])(
    '%s is refused',
    (text) => {
      expect(runScript(text)).toMatchObject({ code: 2, stdout: '' });
    },
  );
});

describe('a pattern', () => {
  it.each([
    ['a*c', 'abbbc', true],
    ['a*c', 'abbb', false],
    ['[[:digit:]]?', '7x', true],
    ['[!a-c]', 'b', false],
    ['[a', '[a', true],
    ['\\*', '*', true],
    ['\\*', 'a', false],
    ['[]x]', ']', true],
  ])('%s on %s: %s', (pattern, text, expected) => {
    expect(matches(patternOf(pattern), text)).toBe(expected);
  });

  it('does not go astray on many stars', () => {
    expect(matches(patternOf('*a'.repeat(30)), 'a'.repeat(5000) + 'b')).toBe(false);
    expect([isWild(patternOf('abc')), isWild(compilePattern([{ text: '*', kind: 'quoted' }]))]).toEqual([false, false]);
  });
});
