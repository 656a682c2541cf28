/** Evaluation, beyond what the recorded answers of real shells cover. */
import { describe, expect, it } from '@jest/globals';
import { outputOf, runScript } from '../../test/trial.ts';

describe('a script', () => {
  it.each([
    ['[[ abc == a* && 3 -gt 2 ]] && echo yes', 'yes\n'],
    ['[[ ! ( -e nope || a < b ) ]] || echo no', 'no\n'],
    ['((3 > 2)) && echo more; ((0)) || echo zero', 'more\nzero\n'],
    ['for ((i = 0; i < 3; i++)); do echo $i; done', '0\n1\n2\n'],
    ['cat <<< "a word"', 'a word\n'],
    ['case a in a) echo a;& b) echo b;; c) echo c;; esac', 'a\nb\n'],
    ['echo out | { cat; echo end; }', 'out\nend\n'],
    ['echo x >&9 || echo closed', 'closed\n'],
    ['f() { echo in >&2; }; f 2>&1 | cat', 'in\n'],
    ['while :; do echo tick; done | head -n 2', 'tick\ntick\n'],
    ['x=$(sleep 1; echo late); echo $x', 'late\n'],
    ['printf "#!/bin/sh\\necho script \\$1\\n" > s; chmod +x s; ./s arg', 'script arg\n'],
    ['cat nope 2> e; cat e', 'cat: nope: No such file or directory\n'],
    ['echo to-main > /proc/$$/fd/1', 'to-main\n'],
  ])('%s', (text, expected) => {
    expect(outputOf(text)).toBe(expected);
  });

  it('says what it cannot do in the words of its shell', () => {
    expect(runScript('nosuch').stderr).toBe('sh: 1: nosuch: not found\n');
    expect(runScript('nosuch', { dialect: 'ash' }).stderr).toBe('sh: nosuch: not found\n');
    expect(runScript('cat < nope', { dialect: 'ash' }).stderr).toBe("sh: can't open 'nope': no such file\n");
    expect(runScript('touch s; ./s')).toMatchObject({ code: 126, stderr: 'sh: 1: ./s: Permission denied\n' });
    expect(runScript('if')).toMatchObject({ code: 2, stderr: expect.stringContaining('Syntax error') });
  });

  it('refuses a process substitution', () => {
    expect(runScript('cat <(echo a)').code).not.toBe(0);
  });
});
