import type { LiveAttribute } from '../dom/dom';

const duration = 250;
const sweep = 50;

/** Lights an attribute up for a moment after a move. One timer serves every row. */
export class Flashes {
  readonly #ends = new Map<LiveAttribute, number>();
  #timer: ReturnType<typeof setInterval> | null = null;

  flash(light: LiveAttribute, direction: 'up' | 'down'): void {
    light.set(direction);
    this.#ends.set(light, performance.now() + duration);
    this.#timer ??= setInterval(() => this.#sweep(), sweep);
  }

  #sweep(): void {
    const now = performance.now();
    for (const [light, end] of this.#ends) {
      if (end > now) continue;
      light.set(null);
      this.#ends.delete(light);
    }
    if (this.#ends.size === 0 && this.#timer !== null) {
      clearInterval(this.#timer);
      this.#timer = null;
    }
  }
}
