/** The last prices of a pair, one a second: what a sparkline draws. Bounded. */
export class Trail {
  static readonly length = 120;
  readonly #prices = new Float64Array(Trail.length);
  #next = 0;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  push(price: number): void {
    this.#prices[this.#next] = price;
    this.#next = (this.#next + 1) % Trail.length;
    if (this.#count < Trail.length) this.#count++;
  }

  /** The price `index` places after the oldest. */
  at(index: number): number {
    return this.#prices[(this.#next - this.#count + index + Trail.length) % Trail.length]!;
  }
}
