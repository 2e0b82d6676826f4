/** The hub's answer to `Subscribe`. */
export interface SubscriptionResult {
  readonly accepted: readonly string[];
  readonly rejected: readonly Rejection[];
}

export interface Rejection {
  readonly pair: string;
  readonly code: string;
}

const words: Record<string, string> = {
  invalid_currency: 'One of these codes is not known to the service, or both are the same.',
  unknown_symbol: 'This symbol is not known to the service.',
  no_price: 'The pair is known, but nobody quotes it at the moment.',
  too_many_subscriptions: 'This connection watches as many pairs as it may. Close another page and try again.',
  too_many_symbols: 'Too many pairs were asked for at once.',
  rate_limited: 'Too many requests. The page will try again by itself.',
  rate_stale: 'There is only an old price for this pair.',
  not_ready: 'The service is starting and has no prices yet. The page will try again by itself.',
  upstream_unavailable: 'The sources of this pair cannot be reached. The page will try again by itself.',
  unauthorized: 'The service asks for a key, and this page has none.',
  forbidden: 'The key in use does not allow live prices.',
};

const passing = new Set(['no_price', 'rate_limited', 'rate_stale', 'not_ready', 'upstream_unavailable']);

/** A rejection in words. */
export function explain(code: string): string {
  return words[code] ?? 'The service refused this pair.';
}

/** Whether the same request may be accepted later. */
export function isPassing(code: string): boolean {
  return passing.has(code);
}
