import { describe, expect, it } from 'vitest';
import { Digits } from '../src/numbers/locale';

describe('Digits', () => {
  it.each([
    ['en', '-1234.50', '-1234.50'],
    ['de', '-1234.50', '-1234,50'],
    ['sv', '-1234.50', '−1234,50'],
    ['ar-EG', '1234.50', '١٢٣٤٫٥٠'],
  ])('%s writes %s as %s', (language, text, written) => {
    expect(new Digits(language).write(text)).toBe(written);
  });

  it.each([
    ['en', '1,234.5', '1234.5'],
    ['en', '1,234,567', '1234567'],
    ['en', '1 234 567.25', '1234567.25'],
    ['en', '.5', '0.5'],
    ['en', '007.', '7'],
    ['en', '12345678901234567.89', '12345678901234567.89'],
    ['en', '0.00000000000000001', '0.00000000000000001'],
    ['de', '1.234,5', '1234.5'],
    ['de', '64,00', '64.00'],
    ['de-CH', '1’234.5', '1234.5'],
    ['de-CH', "1'234'567", '1234567'],
    ['en-IN', '12,34,567.5', '1234567.5'],
    ['en-IN', '1,234,567', '1234567'],
    ['fr', '1 234,5', '1234.5'],
    ['ar-EG', '١٢٣٤٫٥', '1234.5'],
    ['ar-EG', '١٬٢٣٤', '1234'],
    ['en', '1,5', null],
    ['en', '64,00', null],
    ['en', '0,500', null],
    ['en', '1,23,456', null],
    ['en', '1,234 567', null],
    ['en', '1234,567', null],
    ['en', '1.234,5', null],
    ['en', '1.5,000', null],
    ['en', '.', null],
    ['de', '1.5', null],
    ['de', '1,234.5', null],
    ['de-CH', '1,500', null],
    ['fr', '1.500', null],
    ['en', '', null],
    ['en', '-5', null],
    ['en', '1e9', null],
    ['en', '1.2.3', null],
  ])('%s reads %j as %s', (language, text, value) => {
    expect(new Digits(language).read(text)).toBe(value);
  });
});
