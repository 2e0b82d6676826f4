import { read } from '../feed/api';
import { crossed, inverted, readCandles, seconds, type Candle, type Interval } from './candle';

/** The periods that can be asked for, in days. */
const periods: readonly (readonly [string, number])[] = [
  ['1d', 1],
  ['1w', 7],
  ['1m', 30],
  ['3m', 90],
  ['6m', 180],
  ['1y', 365],
  ['5y', 1826],
  ['all', 11_000],
];

/** How many bars the first answer should have at least, and how many the service gives at most. */
const enough = 250;
const most = 11_000;

/** The recorded bars of one pair at one interval, from the newest back: each call of {@link further} reaches further. */
export class CandleHistory {
  readonly interval: Interval;
  readonly #from: string;
  readonly #to: string;
  readonly #periods: readonly string[];
  #next = 0;
  #reached = 0;
  #byLegs = false;

  constructor(pair: string, interval: Interval) {
    const [from = '', to = ''] = pair.split('/');
    this.#from = from;
    this.#to = to;
    this.interval = interval;
    const bars = (days: number): number => (days * 86_400) / seconds[interval];
    const fitting = periods.filter(([, days]) => bars(days) <= most);
    const first = Math.max(0, fitting.findIndex(([, days]) => bars(days) >= enough));
    this.#periods = fitting.slice(first).map(([period]) => period);
  }

  /** Whether there may be older bars. */
  get hasMore(): boolean {
    return this.#next < this.#periods.length;
  }

  /** There is no record: nothing more is asked for. */
  giveUp(): void {
    this.#next = this.#periods.length;
  }

  /** All bars of the next longer period that has more of them. */
  async further(signal: AbortSignal): Promise<Candle[]> {
    for (;;) {
      const candles = await this.#load(this.#periods[this.#next]!, signal);
      this.#next++;
      const more = candles.length > this.#reached;
      this.#reached = Math.max(this.#reached, candles.length);
      if (more || !this.hasMore) return candles;
    }
  }

  /** The pair itself; where nobody has recorded it, out of what its two assets cost in dollars. */
  async #load(period: string, signal: AbortSignal): Promise<Candle[]> {
    const of = async (symbol: string): Promise<Candle[]> =>
      readCandles(await read(`api/v1/prices/${encodeURIComponent(symbol)}/ohlcv?period=${period}&interval=${this.interval}`, signal));
    if (this.#to === 'USD') return await of(this.#from);
    if (!this.#byLegs) {
      const own = await of(`${this.#from}-${this.#to}`);
      if (own.length > 1) return own;
      this.#byLegs = true;
    }
    if (this.#from === 'USD') return inverted(await of(this.#to));
    const [base, quote] = await Promise.all([of(this.#from), of(this.#to)]);
    return crossed(base, quote);
  }
}
