/** Rejections, and the answer of a plugin that never minds. */
import { describe, expect, it } from '@jest/globals';
import { always, rejection } from './plugin.ts';

describe('a rejection', () => {
  it('says which plugin, why, and whether preemption could help', () => {
    expect(rejection('NodeName', "node(s) didn't match the requested node name", 'unresolvable')).toEqual({
      plugin: 'NodeName',
      reasons: ["node(s) didn't match the requested node name"],
      unresolvable: true,
    });
    expect(rejection('NodeResourcesFit', 'Insufficient cpu', 'resolvable').unresolvable).toBe(false);
  });

  it('is never given by a plugin that always agrees', () => {
    expect(always()).toBe(true);
  });
});
