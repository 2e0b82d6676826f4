import { read } from '../feed/api';
import { crossed, inverted, readCandles, type Candle, type Interval } from './candle';

const periods = ['1d', '1w', '1m', '3m', '6m', '1y', '5y', 'all'] as const;
const first: Record<Interval, (typeof periods)[number]> = { '1m': '1d', '5m': '1w', '15m': '1w', '1h': '1m', '4h': '3m', '1d': '1y' };

/** The recorded bars of one pair at one interval, from the newest back: each call of {@link further} reaches further. */
export class CandleHistory {
  readonly interval: Interval;
  readonly #from: string;
  readonly #to: string;
  #next: number;
  #reached = 0;

  constructor(pair: string, interval: Interval) {
    const [from = '', to = ''] = pair.split('/');
    this.#from = from;
    this.#to = to;
    this.interval = interval;
    this.#next = periods.indexOf(first[interval]);
  }

  /** Whether there may be older bars. */
  get hasMore(): boolean {
    return this.#next < periods.length;
  }

  /** There is no record: nothing more is asked for. */
  giveUp(): void {
    this.#next = periods.length;
  }

  /** All bars of the next longer period that has more of them. */
  async further(signal: AbortSignal): Promise<Candle[]> {
    for (;;) {
      const candles = await this.#load(periods[this.#next]!, signal);
      this.#next++;
      const more = candles.length > this.#reached;
      this.#reached = Math.max(this.#reached, candles.length);
      if (more || !this.hasMore) return candles;
    }
  }

  /** The service keeps assets in dollars: a pair is one of them, one turned round, or two. */
  async #load(period: string, signal: AbortSignal): Promise<Candle[]> {
    const of = async (symbol: string): Promise<Candle[]> =>
      readCandles(await read(`/api/v1/prices/${encodeURIComponent(symbol)}/ohlcv?period=${period}&interval=${this.interval}`, signal));
    if (this.#to === 'USD') return await of(this.#from);
    if (this.#from === 'USD') return inverted(await of(this.#to));
    const [base, quote] = await Promise.all([of(this.#from), of(this.#to)]);
    return crossed(base, quote);
  }
}
