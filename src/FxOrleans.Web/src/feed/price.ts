export type PriceUsage = 'firm' | 'indicative' | 'refuse';

export type PriceStatus = 'live' | 'indicative' | 'stale';

/** One price of one pair, as the hub sends it. */
export interface Price {
  readonly pair: string;
  readonly from: string;
  readonly to: string;
  readonly price: number;
  readonly bid: number | null;
  readonly ask: number | null;
  /** Half-width, in units of the price. */
  readonly confidence: number | null;
  readonly status: PriceStatus;
  /** What the service says it may be used for; null from one that says nothing. */
  readonly usage: PriceUsage | null;
  /** Why it is not firm, as codes. */
  readonly reasons: readonly string[];
  readonly sources: number;
  readonly via: readonly string[];
  readonly simulated: boolean;
  readonly epoch: number;
  readonly sequence: number;
  readonly timestamp: string;
  /** `timestamp` in milliseconds since 1970. */
  readonly time: number;
}

/** Reads what came over the wire; null for anything that is not a price. */
export function readPrice(raw: unknown): Price | null {
  if (typeof raw !== 'object' || raw === null) return null;
  const r = raw as Record<string, unknown>;
  const { from, to, price, status, timestamp, epoch, sequence } = r;
  if (typeof from !== 'string' || from === '' || typeof to !== 'string' || to === '') return null;
  if (!isNumber(price) || price <= 0 || !isNumber(epoch) || !isNumber(sequence)) return null;
  if (status !== 'live' && status !== 'indicative' && status !== 'stale') return null;
  if (typeof timestamp !== 'string') return null;
  const time = Date.parse(timestamp);
  if (Number.isNaN(time)) return null;
  return {
    pair: `${from}/${to}`,
    from,
    to,
    price,
    bid: isNumber(r.bid) ? r.bid : null,
    ask: isNumber(r.ask) ? r.ask : null,
    confidence: isNumber(r.confidence) ? r.confidence : null,
    status,
    usage: r.usage === 'firm' || r.usage === 'indicative' || r.usage === 'refuse' ? r.usage : null,
    reasons: Array.isArray(r.reasons) ? r.reasons.map(code).filter((reason) => reason !== null) : [],
    sources: isNumber(r.sources) ? r.sources : 0,
    via: Array.isArray(r.via) ? r.via.filter((code) => typeof code === 'string') : [],
    simulated: r.simulated === true,
    epoch,
    sequence,
    timestamp,
    time,
  };
}

/** Epoch first, then sequence; the same price judged again carries another status or usage. */
export function supersedes(next: Price, held: Price): boolean {
  if (next.epoch !== held.epoch) return next.epoch > held.epoch;
  if (next.sequence !== held.sequence) return next.sequence > held.sequence;
  return next.status !== held.status || next.usage !== held.usage || next.reasons.join() !== held.reasons.join();
}

/** In `/rate/explain` a reason is an object with its code. */
function code(reason: unknown): string | null {
  const named = typeof reason === 'object' && reason !== null ? (reason as Record<string, unknown>).code : reason;
  return typeof named === 'string' ? named : null;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
