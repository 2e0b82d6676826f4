import { expect, it } from 'vitest';
import { readCoins } from '../src/coins/coin';
import { readProviders } from '../src/providers/providerStatus';

it('reads a provider, whether or not the service says all there is', () => {
  const [plain, full] = readProviders([
    { name: 'Ecb', state: 'ok', accepted: 6, rejected: 4, rejections: { outlier: 1, stale: 3 } },
    { name: 'OneFrame', state: 'failing', kind: 'live', lag: 0.25, outlierRate: 0.5, accepted: 1, rejected: 1, failures: { timeout: 2, empty: 0 }, lastFailure: { at: '2026-09-29T00:00:00Z', kind: 'timeout', message: 'No answer.' }, quotaLeft: 0 },
    { state: 'ok' },
  ]);
  expect(plain).toMatchObject({ name: 'Ecb', lag: null, outlierRate: 0.1, failure: null, quotaLeft: null, attribution: null });
  expect(full).toMatchObject({ lag: 0.25, outlierRate: 0.5, failures: [['timeout', 2]], quotaLeft: 0, failure: { kind: 'timeout' } });
});

it('reads coins, also one without a price', () => {
  const raw = { success: true, results: [{ id: 'dogecoin', symbol: 'doge', name: 'Dogecoin', current_price: null, price_change_percentage_24h: -2.5 }, { symbol: 'x' }] };
  expect(readCoins(raw)).toEqual([{ id: 'dogecoin', symbol: 'DOGE', name: 'Dogecoin', price: null, image: null, marketCap: null, rank: null, change: -0.025 }]);
  expect([readCoins(null), readCoins({ results: {} })]).toEqual([[], []]);
});
