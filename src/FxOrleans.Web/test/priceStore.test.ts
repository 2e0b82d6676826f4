import { expect, it } from 'vitest';
import { PriceStore, statusOf } from '../src/market/priceStore';
import { price } from './fixtures';

function drained(store: PriceStore): string[] {
  const pairs: string[] = [];
  store.drain((entry) => pairs.push(entry.price.pair));
  return pairs;
}

it('keeps the newest of a pair whatever the order of arrival', () => {
  const store = new PriceStore();
  for (const sequence of [2, 5, 3, 4, 1]) store.apply(price({ sequence, price: sequence }));
  expect(store.get('USD/EUR')?.price.sequence).toBe(5);
});

it('hands out each changed pair once, and none again', () => {
  const store = new PriceStore();
  store.apply(price({ sequence: 1 }));
  store.apply(price({ sequence: 2 }));
  store.apply(price({ to: 'GBP' }));
  expect(drained(store)).toEqual(['USD/EUR', 'USD/GBP']);
  store.apply(price({ sequence: 1 }));
  expect(drained(store)).toEqual([]);
});

it('knows where the last move went and does not take a new status for a move', () => {
  const store = new PriceStore();
  store.apply(price({ sequence: 1, price: 1 }));
  expect(store.get('USD/EUR')).toMatchObject({ direction: null, moves: 0 });
  store.apply(price({ sequence: 2, price: 2 }));
  expect(store.get('USD/EUR')).toMatchObject({ direction: 'up', moves: 1 });
  store.apply(price({ sequence: 2, price: 2, status: 'stale' }));
  expect(store.get('USD/EUR')).toMatchObject({ direction: 'up', moves: 1, price: { status: 'stale' } });
  store.apply(price({ sequence: 3, price: 1.5 }));
  expect(store.get('USD/EUR')).toMatchObject({ direction: 'down', moves: 2 });
});

it('takes nothing for confirmed after a new subscription until it is sent again', () => {
  const store = new PriceStore();
  store.apply(price({ sequence: 4 }));
  store.apply(price({ to: 'GBP', sequence: 4 }));
  drained(store);
  store.unconfirmAll();
  expect(store.get('USD/EUR')?.confirmed).toBe(false);
  expect(drained(store)).toEqual(['USD/EUR', 'USD/GBP']);
  expect(statusOf(store.get('USD/EUR')!)).toBe('last known');

  store.apply(price({ sequence: 3 }));
  expect(store.get('USD/EUR')?.confirmed).toBe(false);
  store.apply(price({ sequence: 4 }));
  expect(statusOf(store.get('USD/EUR')!)).toBe('live');
  store.apply(price({ to: 'GBP', sequence: 5 }));
  expect(store.get('USD/GBP')?.confirmed).toBe(true);
});

it('remembers the first price, and nothing of a pair that was taken away', () => {
  const store = new PriceStore();
  store.apply(price({ sequence: 1, price: 1 }));
  store.apply(price({ sequence: 2, price: 2 }));
  expect(store.get('USD/EUR')?.first).toBe(1);
  store.remove('USD/EUR');
  expect([store.get('USD/EUR'), drained(store)]).toEqual([undefined, []]);
});
