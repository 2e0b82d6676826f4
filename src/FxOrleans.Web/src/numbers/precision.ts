/** How many decimals a price is shown with. */
export function decimalsFor(price: number, to: string): number {
  if (to === 'JPY' && price >= 1) return 3;
  if (price >= 1000) return 2;
  if (price >= 20) return 3;
  if (price >= 0.1) return 5;
  // Small ones keep four significant digits and the pips after them.
  return Math.min(12, 4 - Math.floor(Math.log10(price)));
}

/**
 * The decimals of one row. They are kept while the price stays in the same region,
 * so that a price going back and forth over a boundary does not make the column jump.
 */
export class Precision {
  #decimals = 0;
  #price = 0;

  of(price: number, to: string): number {
    if (price > this.#price * 3 || price < this.#price / 3) {
      this.#price = price;
      this.#decimals = decimalsFor(price, to);
    }
    return this.#decimals;
  }
}
