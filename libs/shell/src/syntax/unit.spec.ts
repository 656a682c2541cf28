/** Parsed scripts. */
import { describe, expect, it } from '@jest/globals';
import { unitOf } from './unit.ts';

describe('a unit', () => {
  it('is parsed once, and numbers its nodes', () => {
    const unit = unitOf('echo $(ls "$x") | cat');
    expect(unitOf('echo $(ls "$x") | cat')).toBe(unit);
    expect(unit.nodes.map(({ type }) => type)).toContain('CommandExpansion');
    expect(unit.nodes.every((node, index) => unit.ids.get(node) === index)).toBe(true);
  });

  it.each(['if true', 'echo $(if)', "echo 'open", 'fi', 'a && '])('tells what is wrong with %s', (text) => {
    expect(unitOf(text).error).toBeDefined();
  });
});
