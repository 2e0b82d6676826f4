const perFrame = 8;

/** Spreads drawing over frames, so that many sparklines never make one late. */
export class DrawQueue<T> {
  readonly #waiting = new Set<T>();
  readonly #draw: (item: T) => void;
  #running = false;

  constructor(draw: (item: T) => void) {
    this.#draw = draw;
  }

  add(items: Iterable<T>): void {
    for (const item of items) this.#waiting.add(item);
    if (this.#running || this.#waiting.size === 0) return;
    this.#running = true;
    requestAnimationFrame(() => this.#turn());
  }

  clear(): void {
    this.#waiting.clear();
  }

  #turn(): void {
    let left = perFrame;
    for (const item of this.#waiting) {
      this.#waiting.delete(item);
      this.#draw(item);
      if (--left === 0) break;
    }
    this.#running = this.#waiting.size > 0;
    if (this.#running) requestAnimationFrame(() => this.#turn());
  }
}
