/** Open streams of the Kubernetes API, so that they can be counted and ended. */

/** Anything that stays open until it is ended from one of its sides. */
export interface OpenStream {
  /** Ends it from this side. */
  end(): void;
}

/** The streams that are open now. */
export class StreamRegistry {
  readonly #open = new Set<OpenStream>();
  readonly #closing: (() => void)[] = [];

  get count(): number {
    return this.#open.size;
  }

  add(stream: OpenStream): void {
    this.#open.add(stream);
  }

  delete(stream: OpenStream): void {
    this.#open.delete(stream);
    for (const resolve of this.#closing.splice(0)) resolve();
  }

  /** Resolves when the next of them has closed. */
  whenClosed(): Promise<void> {
    return new Promise((resolve) => this.#closing.push(resolve));
  }

  endAll(): void {
    for (const stream of this.#open) stream.end();
  }
}
