/** YAML as kubectl reads it. */
import { describe, expect, it } from '@jest/globals';
import { exceedsDepth, parseYaml } from './yaml-text.ts';

const valueOf = (text: string): unknown => {
  const result = parseYaml(text);
  return 'error' in result ? result : result.documents.map(({ value }) => value);
};

describe('YAML', () => {
  it.each([
    ['a: yes', [{ a: true }]],
    ['a: On', [{ a: true }]],
    ['a: off', [{ a: false }]],
    ['a: n', [{ a: false }]],
    ['a: "yes"', [{ a: 'yes' }]],
    ['a: 017', [{ a: 15 }]],
    ['a: 0x1f', [{ a: 31 }]],
    ['a: 1.0', [{ a: 1 }]],
    ['a: 2020-01-01', [{ a: '2020-01-01' }]],
    ['a: &x {b: 1}\nc: {<<: *x, d: 2}', [{ a: { b: 1 }, c: { b: 1, d: 2 } }]],
    ['---\na: 1\n---\n---\nb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['{"a": [1]}', [{ a: [1] }]],
    ['', []],
  ])('%j is %j', (text, value) => {
    expect(valueOf(text)).toEqual(value);
  });

  it('says where a mistake is', () => {
    expect(parseYaml('a: 1\nb: [1,\n')).toMatchObject({ line: 3, column: 1 });
    expect(parseYaml('a: 1\na: 2\n')).toMatchObject({ error: 'Map keys must be unique', line: 2, column: 1 });
  });

  it('aliases that unfold beyond measure are refused', () => {
    const levels = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(',')}]`);
    expect(valueOf(['l0: &l0 [x]', ...levels].join('\n'))).toMatchObject({ error: expect.stringContaining('alias') });
  });

  it('nesting beyond measure is refused', () => {
    expect(valueOf(`${'['.repeat(20_000)}`)).toMatchObject({ error: expect.anything() });
    expect(valueOf(`${'- '.repeat(300)}x`)).toMatchObject({ error: 'the text is nested too deeply' });
    expect(exceedsDepth([[[]]], 2)).toBe(true);
  });
});
