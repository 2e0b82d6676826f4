import { describe, expect, it } from 'vitest';
import { age, basisPoints, fullNumber, percent, signOf, splitPrice, utc } from '../src/numbers/format';
import { decimalsFor, Precision } from '../src/numbers/precision';

describe('decimalsFor', () => {
  it.each([
    [0.88022588, 'EUR', 5],
    [1.3911, 'CAD', 5],
    [9.41, 'SEK', 5],
    [149.532, 'JPY', 3],
    [4.39, 'JPY', 3],
    [88.61, 'INR', 3],
    [1401.2, 'KRW', 2],
    [0.005886, 'EUR', 7],
    [114123.45, 'USD', 2],
    [0.00001187, 'USD', 9],
  ])('%d in %s: %i', (price, to, decimals) => {
    expect(decimalsFor(price, to)).toBe(decimals);
  });
});

it('keeps the decimals of a row while the price crosses a boundary back and forth', () => {
  const precision = new Precision();
  expect([999, 1001, 998, 1500].map((price) => precision.of(price, 'USD'))).toEqual([3, 3, 3, 3]);
  expect(precision.of(60_000, 'USD')).toBe(2);
});

describe('splitPrice', () => {
  it.each([
    [0.88022588, 5, '0.88', '02', '3'],
    [149.5, 3, '149.', '50', '0'],
    [114123.456, 2, '114123.', '46', ''],
    [null, 5, '–', '', ''],
  ])('%d with %i decimals', (value, decimals, lead, pips, point) => {
    expect(splitPrice(value, decimals)).toEqual({ lead, pips, point });
  });
});

it.each([
  [0.0123, '+1.23 %', 'up'],
  [-0.0005, '-0.05 %', 'down'],
  [0.00001, '0.00 %', null],
  [-0.00001, '0.00 %', null],
  [null, '–', null],
])('a change of %d is %s', (ratio, text, sign) => {
  expect(percent(ratio)).toBe(text);
  expect(signOf(percent(ratio))).toBe(sign);
});

it.each([
  [-5000, '0 s'],
  [3999, '3 s'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [3_599_000, '59 min'],
  [3_600_000, '1 h'],
  [86_400_000, '1 d'],
  [2.5 * 86_400_000, '2 d'],
])('an age of %d ms is %s', (milliseconds, text) => {
  expect(age(milliseconds)).toBe(text);
});

it.each([
  [0.00005, 1, '0.50'],
  [0.0025, 1, '25.0'],
  [0.05, 1, '500'],
  [null, 1, '–'],
])('a confidence of %d around %d is %s bp', (confidence, price, text) => {
  expect(basisPoints(confidence, price)).toBe(text);
});

it.each([
  [0.88022588, '0.88022588'],
  [0.0000001187, '0.0000001187'],
  [null, '–'],
])('%d in full is %s', (value, text) => {
  expect(fullNumber(value)).toBe(text);
});

it('writes times in UTC', () => {
  expect(utc(Date.UTC(2026, 8, 29, 1, 2, 3))).toBe('2026-09-29 01:02:03 UTC');
});
