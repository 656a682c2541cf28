/** Laws of the heap. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { popHeap, pushHeap, removeFromHeap } from './heap.ts';

const less = (a: number, b: number): boolean => a < b;

function drain(heap: number[]): number[] {
  const items: number[] = [];
  for (let item = popHeap(heap, less); item !== undefined; item = popHeap(heap, less)) items.push(item);
  return items;
}

describe('heap', () => {
  it('gives its items back in order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (items) => {
        const heap: number[] = [];
        for (const item of items) pushHeap(heap, item, less);
        expect(drain(heap)).toEqual(items.toSorted((a, b) => a - b));
      }),
      { seed: 1 },
    );
  });

  it('keeps the order of the others when an item is taken out of its middle', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), fc.nat(), (items, at) => {
        const heap: number[] = [];
        for (const item of items) pushHeap(heap, item, less);
        const removed = removeFromHeap(heap, at % items.length, less);
        const rest = drain(heap);
        expect([...rest, removed].toSorted((a, b) => Number(a) - Number(b))).toEqual(items.toSorted((a, b) => a - b));
        expect(rest).toEqual(rest.toSorted((a, b) => a - b));
      }),
      { seed: 1 },
    );
  });

  it('has nothing to give when it is empty', () => {
    expect(popHeap([], less)).toBeUndefined();
  });
});
