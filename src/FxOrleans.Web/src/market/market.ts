import { readPrice } from '../feed/price';
import { AssetBook } from './assetBook';
import { DayBefore } from './dayBefore';
import { PairList } from './pairList';
import { PriceStore, type Entry } from './priceStore';
import { Trail } from './trail';

/** What a board holds beside the tracked pairs until its reader decides: corridor crosses, major crosses and stocks. */
const starters = [
  'EUR/NGN', 'GBP/NGN', 'GBP/GHS', 'GBP/KES', 'EUR/XOF', 'EUR/MAD',
  'GBP/JPY', 'GBP/CHF', 'AUD/JPY',
  'AAPL/USD', 'MSFT/USD', 'NVDA/USD', 'TSLA/USD', 'AMZN/USD', 'GOOGL/USD',
];

/** Everything that the board's subscription brings, and what the reader made of it. */
export class Market {
  readonly prices = new PriceStore();
  readonly assets = new AssetBook();
  readonly dayBefore = new DayBefore();
  readonly favourites = new PairList('fxorleans.favourites');
  /** Pairs on the board that the service does not track by itself. */
  readonly added = new PairList('fxorleans.added', starters);
  readonly #trails = new Map<string, Trail>();

  /** What to subscribe to. */
  watched(): Set<string> {
    return new Set(['*', ...this.added]);
  }

  apply(raw: unknown): void {
    if (!Array.isArray(raw)) return;
    for (const item of raw) {
      const price = readPrice(item);
      if (price !== null) this.prices.apply(price);
    }
  }

  /** Once a second: where each pair stands, for its sparkline. */
  sample(): void {
    for (const { price, confirmed } of this.prices.entries()) {
      if (confirmed) this.trail(price.pair).push(price.price);
    }
  }

  trail(pair: string): Trail {
    let trail = this.#trails.get(pair);
    if (trail === undefined) this.#trails.set(pair, (trail = new Trail()));
    return trail;
  }

  /** The change over a day as a ratio; where that is not known, since the page was opened. */
  changeOf({ price, first }: Entry): number {
    return price.price / (this.dayBefore.of(price.from, price.to) ?? first) - 1;
  }

  /** Takes a pair off the board. */
  forget(pair: string): void {
    this.prices.remove(pair);
    this.#trails.delete(pair);
  }
}
