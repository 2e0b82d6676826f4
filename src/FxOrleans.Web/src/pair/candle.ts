import { isRecord, moment, number, records } from '../feed/fields';

export const intervals = ['1m', '5m', '15m', '1h', '4h', '1d'] as const;
export type Interval = (typeof intervals)[number];

export const seconds: Record<Interval, number> = { '1m': 60, '5m': 300, '15m': 900, '1h': 3600, '4h': 14_400, '1d': 86_400 };

/** A bar; `time` is its open in seconds since 1970. */
export interface Candle {
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** The bars of an `ohlcv` answer, oldest first, each once. */
export function readCandles(raw: unknown): Candle[] {
  const byTime = new Map<number, Candle>();
  for (const row of records(isRecord(raw) ? raw.data : null)) {
    const time = moment(row.time);
    const [open, high, low, close] = [row.open, row.high, row.low, row.close].map(number);
    if (time === null || !open || !high || !low || !close || low <= 0) continue;
    byTime.set(time / 1000, { time: time / 1000, open, high, low, close });
  }
  return [...byTime.values()].sort((a, b) => a.time - b.time);
}

/** The same bars seen from the other asset. */
export function inverted(candles: readonly Candle[]): Candle[] {
  return candles.map(({ time, open, high, low, close }) => ({ time, open: 1 / open, high: 1 / low, low: 1 / high, close: 1 / close }));
}

/**
 * The bars of a cross out of those of its legs, where both have one. When in a bar each leg had its extremes is not known,
 * so that a cross's bar spans its open and close only.
 */
export function crossed(base: readonly Candle[], quote: readonly Candle[]): Candle[] {
  const byTime = new Map(quote.map((candle) => [candle.time, candle]));
  const bars: Candle[] = [];
  for (const { time, open, close } of base) {
    const other = byTime.get(time);
    if (other === undefined) continue;
    const [first, last] = [open / other.open, close / other.close];
    bars.push({ time, open: first, high: Math.max(first, last), low: Math.min(first, last), close: last });
  }
  return bars;
}

/** The last bar with one more price in it, or the bar that begins with it; null for a price that is older than the bar. */
export function grown(last: Candle | undefined, price: number, time: number, interval: Interval): Candle | null {
  const opens = Math.floor(time / 1000 / seconds[interval]) * seconds[interval];
  if (last === undefined || opens > last.time) return { time: opens, open: price, high: price, low: price, close: price };
  if (opens < last.time) return null;
  return { ...last, high: Math.max(last.high, price), low: Math.min(last.low, price), close: price };
}
