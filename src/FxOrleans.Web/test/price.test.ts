import { describe, expect, it } from 'vitest';
import { readPrice, supersedes } from '../src/feed/price';
import { reasonsInWords, usageInWords } from '../src/feed/usageWords';
import { price, wire } from './fixtures';

describe('readPrice', () => {
  it('reads every field', () => {
    expect(readPrice(wire({ via: ['EUR'], simulated: true }))).toEqual({
      ...wire({ via: ['EUR'], simulated: true }),
      pair: 'USD/EUR',
      time: Date.UTC(2026, 8, 29),
    });
  });

  it('takes a price without sides', () => {
    expect(readPrice(wire({ bid: null, ask: undefined, confidence: null }))).toMatchObject({ bid: null, ask: null, confidence: null });
  });

  it.each([
    ['nothing', null],
    ['text', 'USD/EUR'],
    ['no currency', wire({ from: '' })],
    ['a price in quotes', wire({ price: '0.88' })],
    ['zero', wire({ price: 0 })],
    ['an unknown status', wire({ status: 'fresh' })],
    ['a broken timestamp', wire({ timestamp: 'yesterday' })],
    ['no sequence', wire({ sequence: undefined })],
  ])('refuses %s', (_, raw) => {
    expect(readPrice(raw)).toBeNull();
  });
});

it('reads what it may be used for, and why not for more, from a tick and from an explanation', () => {
  expect(readPrice(wire({ usage: 'indicative', reasons: ['fixing_only'] }))).toMatchObject({ usage: 'indicative', reasons: ['fixing_only'] });
  expect(readPrice(wire({ usage: 'refuse', reasons: [{ code: 'stale', value: 11, threshold: 10 }] }))).toMatchObject({ usage: 'refuse', reasons: ['stale'] });
  expect(readPrice(wire({ usage: undefined, reasons: undefined }))).toMatchObject({ usage: null, reasons: [] });
});

it('says it in words, also of a reason that it has never heard of', () => {
  expect([usageInWords('firm'), usageInWords('indicative'), usageInWords('refuse')]).toEqual(['firm', 'not firm', 'do not use']);
  expect(reasonsInWords(['fixing_only', 'over_the_moon'])).toBe('no live source, over the moon');
});

describe('supersedes', () => {
  it('takes the same price with another usage', () => {
    expect(supersedes(price({ usage: 'indicative', reasons: ['market_closed'] }), price())).toBe(true);
    expect(supersedes(price(), price())).toBe(false);
  });

  const held = price({ epoch: 2, sequence: 10, status: 'live' });

  it.each([
    [3, 1, 'live', true],
    [1, 99, 'live', false],
    [2, 11, 'live', true],
    [2, 9, 'stale', false],
    [2, 10, 'live', false],
    [2, 10, 'stale', true],
  ])('epoch %i, sequence %i, %s: %s', (epoch, sequence, status, expected) => {
    expect(supersedes(price({ epoch, sequence, status }), held)).toBe(expected);
  });
});
