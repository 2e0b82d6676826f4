import { readPrice, type Price } from '../src/feed/price';

/** A price as the hub sends it. */
export function wire(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    from: 'USD',
    to: 'EUR',
    price: 0.88022588,
    timestamp: '2026-09-29T00:00:00Z',
    bid: 0.8802,
    ask: 0.8803,
    confidence: 0.00005,
    status: 'live',
    usage: 'firm',
    reasons: [],
    sources: 3,
    via: [],
    simulated: false,
    epoch: 1,
    sequence: 1,
    ...changes,
  };
}

export function price(changes: Record<string, unknown> = {}): Price {
  const read = readPrice(wire(changes));
  if (read === null) throw new Error('The fixture is no price.');
  return read;
}
