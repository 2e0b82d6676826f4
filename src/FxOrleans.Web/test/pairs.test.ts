import { describe, expect, it } from 'vitest';
import { matchesFilter, typedPair } from '../src/board/pairFilter';
import { comparePairs, groupOf } from '../src/market/pairOrder';
import { pairLink, parseRoute } from '../src/shell/route';

function named(pair: string): { from: string; to: string } {
  const [from = '', to = ''] = pair.split('/');
  return { from, to };
}

it('puts majors first in the market order, then every class by code', () => {
  const sorted = 'USD/EUR USD/GBP USD/JPY USD/CHF USD/CAD USD/AUD NZD/USD EUR/GBP USD/NGN EUR/NGN USD/KES USD/BWP USD/SEK XAG/USD XAU/USD BTC/USD ETH/EUR AAPL/USD MSFT/USD'.split(' ');
  const shuffled = [...sorted].sort();
  expect(shuffled.sort((a, b) => comparePairs(named(a), named(b)))).toEqual(sorted);
});

it.each([
  ['EUR/USD', 'majors'],
  ['EUR/JPY', 'majors'],
  ['GBP/NGN', 'africa'],
  ['EUR/SEK', 'currencies'],
  ['XAU/EUR', 'metals'],
  ['BTC/XAU', 'coins'],
  ['TSLA/USD', 'stocks'],
])('%s is among the %s', (pair, group) => {
  expect(groupOf(named(pair))).toBe(group);
});

describe('the filter', () => {
  it.each(['', ' ', 'eur', 'USD', 'usd/e', 'usd-eur', 'usd eur', 'usdeur', 'usdeu', '/eur'])('%j finds USD/EUR', (typed) => {
    expect(matchesFilter('USD/EUR', typed)).toBe(true);
  });

  it.each(['gbp', 'eur/usd', 'sde', 'eur/'])('%j does not', (typed) => {
    expect(matchesFilter('USD/EUR', typed)).toBe(false);
  });

  it.each([
    ['naira', true],
    ['US DOL', true],
    ['na', false],
    ['yen', false],
  ])('%j against names: %s', (typed, found) => {
    expect(matchesFilter('USD/NGN', typed, 'US Dollar Naira')).toBe(found);
  });

  it('reads a whole pair', () => {
    expect(['sek/zar', 'sek-zar', ' SEK zar ', 'sek', 'a/b/c'].map(typedPair)).toEqual(['SEK/ZAR', 'SEK/ZAR', 'SEK/ZAR', null, null]);
  });
});

describe('the address', () => {
  it.each([
    ['', 'board'],
    ['#/', 'board'],
    ['#/coins/', 'coins'],
    ['#/coins', 'coins'],
    ['#/providers', 'providers'],
    ['#/COINS', 'COINS/USD'],
    ['#/providers/', 'providers'],
    ['#/USD-EUR', 'USD/EUR'],
    ['#/usd-eur', 'USD/EUR'],
    ['#/BTC', 'BTC/USD'],
    ['#/%E0%A4%A', '%E0%A4%A/USD'],
  ])('%s is %s', (hash, place) => {
    expect(parseRoute(hash)).toEqual(place.includes('/') ? { view: 'pair', pair: place } : { view: place });
  });

  it('leaves anchors inside the page alone', () => {
    expect(parseRoute('#main')).toBeNull();
  });

  it('goes there and back', () => {
    expect(parseRoute(pairLink('BTC/USD'))).toEqual({ view: 'pair', pair: 'BTC/USD' });
  });
});
