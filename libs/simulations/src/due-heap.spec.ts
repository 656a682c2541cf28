/** Laws of the heap of due simulations. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DueHeap } from './due-heap.ts';

/** Ids in the order in which they are due. */
function drain(heap: DueHeap): string[] {
  const ids: string[] = [];
  for (let { first } = heap; first; { first } = heap) {
    ids.push(first.id);
    heap.delete(first.id);
  }
  return ids;
}

describe('the heap of due simulations', () => {
  test('the earliest comes first, whatever order they were put in', () => {
    const heap = new DueHeap();
    for (const [id, at] of [
      ['c', 30],
      ['a', 10],
      ['d', 40],
      ['b', 20],
    ] as const)
      heap.set(id, at);
    expect(drain(heap)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('an id that is set again moves and stands once', () => {
    const heap = new DueHeap();
    heap.set('a', 10);
    heap.set('b', 20);
    heap.set('a', 30);
    expect(heap.size).toBe(2);
    expect(drain(heap)).toEqual(['b', 'a']);
  });

  test('deleting an unknown id changes nothing', () => {
    const heap = new DueHeap();
    heap.set('a', 10);
    heap.delete('x');
    expect(heap.first).toEqual({ id: 'a', at: 10 });
  });

  test('it agrees with sorting a map, after any changes', () => {
    const change = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.option(fc.integer({ min: 0, max: 50 })));
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const heap = new DueHeap();
        const model = new Map<string, number>();
        for (const [number, at] of changes) {
          const id = String(number);
          if (at === null) heap.delete(id);
          else heap.set(id, at);
          if (at === null) model.delete(id);
          else model.set(id, at);
        }
        const times = drain(heap).map((id) => model.get(id));
        expect(times).toEqual([...model.values()].sort((a, b) => a - b));
      }),
    );
  });
});
