import { expect, it } from 'vitest';
import { Order } from '../src/board/columns';
import { guessClass } from '../src/market/assetClass';
import { PairList } from '../src/market/pairList';
import type { Entry } from '../src/market/priceStore';
import { Trail } from '../src/market/trail';
import { price } from './fixtures';

function entry(to: string, mid: number): Entry {
  return { price: price({ to, price: mid }), first: 1, direction: null, moves: 0, confirmed: true };
}

it('sorts by a column at a click, the other way round at the next, and as the market does at the third', () => {
  const order = new Order();
  const rows = [entry('JPY', 3), entry('EUR', 1), entry('GBP', 2)];
  const sorted = (): string[] => [...rows].sort(order.compare(guessClass, () => 0)).map(({ price: { to } }) => to);
  expect(sorted()).toEqual(['EUR', 'GBP', 'JPY']);
  order.click('price');
  expect(sorted()).toEqual(['JPY', 'GBP', 'EUR']);
  order.click('price');
  expect(sorted()).toEqual(['EUR', 'GBP', 'JPY']);
  order.click('price');
  expect([order.field, sorted()]).toEqual([null, ['EUR', 'GBP', 'JPY']]);
});

it('begins with a pair’s name at A', () => {
  const order = new Order();
  order.click('pair');
  expect(order.descending).toBe(false);
});

it('keeps a bounded trail, oldest first', () => {
  const trail = new Trail();
  for (let i = 0; i < Trail.length + 5; i++) trail.push(i);
  expect([trail.count, trail.at(0), trail.at(Trail.length - 1)]).toEqual([Trail.length, 5, Trail.length + 4]);
});

it('toggles a pair and says so, also where the browser keeps nothing', () => {
  const list = new PairList('key', ['USD/EUR']);
  let changes = 0;
  list.onChange(() => changes++);
  expect([list.toggle('USD/EUR'), list.toggle('USD/JPY'), [...list], changes]).toEqual([false, true, ['USD/JPY'], 2]);
});
