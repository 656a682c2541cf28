/** A binary heap in a plain array; the order is the caller's, so that the heap stays plain data. */

/** True when `a` leaves the heap before `b`; must be a total order. */
export type Before<T> = (a: T, b: T) => boolean;

export function pushHeap<T>(heap: T[], item: T, before: Before<T>): void {
  heap.push(item);
  siftUp(heap, heap.length - 1, before);
}

/** Takes the first item out. */
export function popHeap<T>(heap: T[], before: Before<T>): T | undefined {
  return heap.length > 0 ? removeFromHeap(heap, 0, before) : undefined;
}

/** Takes the item at `index` out. */
export function removeFromHeap<T>(heap: T[], index: number, before: Before<T>): T | undefined {
  const removed = heap[index];
  const last = heap.pop();
  if (last === undefined || index >= heap.length) return removed;
  heap[index] = last;
  siftUp(heap, index, before);
  siftDown(heap, index, before);
  return removed;
}

function siftUp<T>(heap: T[], from: number, before: Before<T>): void {
  const item = heap[from] as T; // within bounds: callers pass an index of the heap
  let hole = from;
  while (hole > 0) {
    const up = (hole - 1) >> 1;
    const parent = heap[up] as T; // within bounds: up < hole
    if (!before(item, parent)) break;
    heap[hole] = parent;
    hole = up;
  }
  heap[hole] = item;
}

function siftDown<T>(heap: T[], from: number, before: Before<T>): void {
  const item = heap[from] as T; // within bounds: callers pass an index of the heap
  let hole = from;
  for (;;) {
    let child = 2 * hole + 1;
    if (child >= heap.length) break;
    const right = child + 1;
    if (right < heap.length && before(heap[right] as T, heap[child] as T)) child = right; // both within bounds
    const least = heap[child] as T; // within bounds: child < length
    if (!before(least, item)) break;
    heap[hole] = least;
    hole = child;
  }
  heap[hole] = item;
}
