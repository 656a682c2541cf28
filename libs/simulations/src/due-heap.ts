/** Who is due when: a heap of ids by wall time, in which an id stands once and can be moved or taken out. */

export interface Due {
  readonly id: string;
  readonly at: number;
}

/** Invariants: (1) `heap` is a binary heap by `at`; (2) `places` says where each id stands. */
export class DueHeap {
  readonly #heap: Due[] = [];
  readonly #places = new Map<string, number>();

  get size(): number {
    return this.#heap.length;
  }

  /** The earliest, which stays in. */
  get first(): Due | undefined {
    return this.#heap[0];
  }

  /** Puts an id at a time, or moves it there. */
  set(id: string, at: number): void {
    const place = this.#places.get(id) ?? this.#heap.length;
    this.#put(place, { id, at });
    this.#sink(this.#rise(place));
  }

  delete(id: string): void {
    const place = this.#places.get(id);
    if (place === undefined) return;
    this.#places.delete(id);
    const last = this.#heap.pop();
    if (last === undefined || place === this.#heap.length) return;
    this.#put(place, last);
    this.#sink(this.#rise(place));
  }

  #put(place: number, due: Due): void {
    this.#heap[place] = due;
    this.#places.set(due.id, place);
  }

  #timeAt(place: number): number {
    return this.#heap[place]?.at ?? Infinity;
  }

  #swap(a: number, b: number): number {
    const [first, second] = [this.#heap[a], this.#heap[b]];
    if (first) this.#put(b, first);
    if (second) this.#put(a, second);
    return b;
  }

  #rise(from: number): number {
    let place = from;
    while (place > 0 && this.#timeAt(place) < this.#timeAt((place - 1) >> 1))
      place = this.#swap(place, (place - 1) >> 1);
    return place;
  }

  #sink(from: number): void {
    let place = from;
    for (;;) {
      const left = 2 * place + 1;
      const least = this.#timeAt(left + 1) < this.#timeAt(left) ? left + 1 : left;
      if (this.#timeAt(least) >= this.#timeAt(place)) return;
      place = this.#swap(place, least);
    }
  }
}
