import { isRecord, number, records, text } from '../feed/fields';

/** A coin as discovery knows it. */
export interface Coin {
  readonly id: string;
  readonly symbol: string;
  readonly name: string;
  /** In dollars; null where nobody prices it. */
  readonly price: number | null;
  readonly image: string | null;
  readonly marketCap: number | null;
  readonly rank: number | null;
  /** Over 24 hours, as a ratio. */
  readonly change: number | null;
}

/** The rows of `crypto/top` and `crypto/search` that are coins. */
export function readCoins(raw: unknown): Coin[] {
  return records(isRecord(raw) ? raw.results : null).map(readCoin).filter((coin) => coin !== null);
}

function readCoin(raw: Record<string, unknown>): Coin | null {
  const id = text(raw.id);
  const symbol = text(raw.symbol)?.toUpperCase() ?? null;
  if (id === null || symbol === null) return null;
  const change = number(raw.price_change_percentage_24h);
  return {
    id,
    symbol,
    name: text(raw.name) ?? symbol,
    price: number(raw.current_price),
    image: text(raw.image),
    marketCap: number(raw.market_cap),
    rank: number(raw.market_cap_rank),
    change: change === null ? null : change / 100,
  };
}
