/** What the node controllers remember at first. */
import { describe, expect, it } from '@jest/globals';
import { createNodesState } from './nodes-state.ts';

describe('the node controllers', () => {
  it('know of no silent node at first', () => {
    expect(createNodesState()).toMatchObject({ passAt: undefined, isFullyDisrupted: false });
    expect(createNodesState().silent.size).toBe(0);
  });
});
