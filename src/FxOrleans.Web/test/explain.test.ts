import { describe, expect, it } from 'vitest';
import { DeviationScale } from '../src/explain/deviationScale';
import { readExplanation } from '../src/explain/explanation';
import { deviationInWords, verdictInWords } from '../src/explain/verdictWords';
import { wire } from './fixtures';

describe('the scale', () => {
  it('has the price in the middle, keeps the order, and everything on it', () => {
    const scale = new DeviationScale(1, 0.0001, [0.01, 0.999, 1.00005, 100]);
    const places = [0.01, 0.999, 1, 1.00005, 1.01, 100].map((value) => scale.place(value));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(scale.place(1)).toBe(0.5);
    expect(places.at(0)).toBeGreaterThan(0);
    expect(places.at(-1)).toBeLessThan(1);
  });

  it('is the same on both sides, and shows small differences while there are only small ones', () => {
    const scale = new DeviationScale(2, 0.0002, [2.0001, 1.9999]);
    expect(scale.place(2.0001) - 0.5).toBeCloseTo(0.5 - scale.place(1.9999), 4);
    expect(scale.place(2.0001)).toBeGreaterThan(0.55);
  });

  it('has marks that do not crowd', () => {
    const places = new DeviationScale(1, 0.0001, [100]).marks().map(({ place }) => place).sort((a, b) => a - b);
    expect(places.length).toBeGreaterThan(2);
    places.slice(1).forEach((place, i) => expect(place - places[i]!).toBeGreaterThan(0.08));
  });

  it.each([0, -1])('puts a value of %d at the edge', (value) => {
    expect(new DeviationScale(1, 0.0001, [value]).place(value)).toBe(0);
  });
});

it.each([
  [1.00005, '+0.50 bp'],
  [0.995, '−50.0 bp'],
  [1.05, '+5.00 %'],
  [100, '× 100'],
  [0.01, '÷ 100'],
  [1, '0 bp'],
])('%d beside 1 is %s', (value, words) => {
  expect(deviationInWords(value, 1)).toBe(words);
});

it('names a verdict, also one that it has never heard of', () => {
  expect([verdictInWords(true, null), verdictInWords(false, 'inverted'), verdictInWords(false, 'wrong_day')]).toEqual(['counts', 'the wrong way round', 'wrong day']);
});

describe('an explanation', () => {
  const quote = (provider: string, kept: boolean, reason: string | null): Record<string, unknown> => ({ provider, value: 0.88, timestamp: '2026-09-29T00:00:00Z', age: 1, weight: kept ? 1 : 0, kept, reason });

  it('has those that decided first, then those at fault, then those that stood aside', () => {
    const raw = { ...wire(), quotes: [quote('Aside', false, 'superseded'), quote('Liar', false, 'outlier'), quote('Kept', true, null)], legs: [], policy: { quorum: 2, maxAge: 10 } };
    const read = readExplanation(raw);
    expect(read?.verdicts[0]?.opinions.map(({ provider }) => provider)).toEqual(['Kept', 'Liar', 'Aside']);
    expect(read).toMatchObject({ quorum: 2, maxAge: 10 });
  });

  it('has the pair’s own price beside a cross that stands in for it', () => {
    const raw = { ...wire({ via: ['USD'] }), quotes: [], legs: [{ ...wire(), quotes: [] }], direct: { ...wire({ status: 'indicative' }), quotes: [quote('Ecb', true, null)] } };
    expect(readExplanation(raw)?.direct).toMatchObject({ price: { status: 'indicative' }, opinions: [{ provider: 'Ecb' }] });
    expect(readExplanation({ ...wire(), quotes: [], legs: [] })?.direct).toBeNull();
  });

  it('has the legs of a cross instead of its own quotes', () => {
    const raw = { ...wire({ via: ['USD'] }), quotes: [], legs: [{ ...wire(), quotes: [] }, { ...wire({ to: 'NGN' }), quotes: [quote('A', true, null)] }] };
    expect(readExplanation(raw)?.verdicts.map(({ price }) => price.pair)).toEqual(['USD/EUR', 'USD/NGN']);
  });

  it('is nothing when it is no price', () => {
    expect(readExplanation({ quotes: [] })).toBeNull();
  });
});
