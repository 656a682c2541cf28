/** The pacer: visits each running simulation when its next entry is due. All of them share one timer; idle ones need none. */
import { DueHeap } from './due-heap.ts';
import type { WallClock } from './wall-clock.ts';

/** A visit round gives way to everything else after this long. */
const ROUND_MS = 10;

export class Pacer {
  readonly #due = new DueHeap();
  readonly #wall: WallClock;
  readonly #visit: (id: string) => void;
  #timer: { readonly at: number; readonly cancel: () => void } | undefined;
  #isVisiting = false;

  /** `visit` must not throw. */
  constructor(wall: WallClock, visit: (id: string) => void) {
    this.#wall = wall;
    this.#visit = visit;
  }

  /** True while a timer runs: when some simulation has something to come. */
  get isArmed(): boolean {
    return this.#timer !== undefined;
  }

  /** Plans the visit of a simulation at a wall time; takes it off the list without one. */
  plan(id: string, at: number | undefined): void {
    if (at === undefined) this.#due.delete(id);
    else this.#due.set(id, at);
    if (!this.#isVisiting) this.#arm();
  }

  /** A timer that rings too early is kept: it finds nothing due and is set anew. */
  #arm(): void {
    const { first } = this.#due;
    if (first && this.#timer && this.#timer.at <= first.at) return;
    this.#timer?.cancel();
    this.#timer = first && {
      at: first.at,
      cancel: this.#wall.after(first.at - this.#wall.now(), () => this.#round()),
    };
  }

  #round(): void {
    this.#timer = undefined;
    this.#isVisiting = true;
    const begin = this.#wall.now();
    for (let { first } = this.#due; first && first.at <= begin; { first } = this.#due) {
      this.#due.delete(first.id);
      this.#visit(first.id);
      if (this.#wall.now() - begin > ROUND_MS) break;
    }
    this.#isVisiting = false;
    this.#arm();
  }
}
