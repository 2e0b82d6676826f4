import { read } from '../feed/api';
import { isRecord, number } from '../feed/fields';

const batch = 100;
const refreshed = 10 * 60_000;

/** What each asset cost in dollars a day ago, as far as the service knows; changes are reckoned from it. */
export class DayBefore {
  readonly #dollars = new Map<string, number>([['USD', 1]]);
  readonly #asked = new Map<string, number>();

  /** The pair's price a day ago; null when it is not known. */
  of(from: string, to: string): number | null {
    const base = this.#dollars.get(from);
    const quote = this.#dollars.get(to);
    return base === undefined || quote === undefined ? null : base / quote;
  }

  /** Asks for what is not known or was asked long ago; true if anything new came. */
  async learn(symbols: Iterable<string>, now: number): Promise<boolean> {
    const missing = [...new Set(symbols)].filter((symbol) => symbol !== 'USD' && now - (this.#asked.get(symbol) ?? -Infinity) > refreshed);
    for (const symbol of missing) this.#asked.set(symbol, now);
    let learnt = false;
    for (let start = 0; start < missing.length; start += batch) {
      const symbols = missing.slice(start, start + batch).map(encodeURIComponent).join(',');
      try {
        learnt = this.#take(await read(`api/v1/prices/batch?symbols=${symbols}`)) || learnt;
      } catch {
        // No history here: changes are reckoned from the page's opening.
      }
    }
    return learnt;
  }

  #take(answer: unknown): boolean {
    const data = isRecord(answer) && isRecord(answer.data) ? answer.data : {};
    let learnt = false;
    for (const [symbol, row] of Object.entries(data)) {
      const price = isRecord(row) ? number(row.price) : null;
      const change = isRecord(row) ? number(row.change) : null;
      if (price === null || change === null || price - change <= 0) continue;
      this.#dollars.set(symbol.toUpperCase(), price - change);
      learnt = true;
    }
    return learnt;
  }
}
