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
    ['en', '1,234.5', 1234.5],
    ['en', '.5', 0.5],
    ['de', '1.234,5', 1234.5],
    ['de-CH', '1’234.5', 1234.5],
    ['fr', '1 234,5', 1234.5],
    ['ar-EG', '١٢٣٤٫٥', 1234.5],
    ['en', '', null],
    ['en', '-5', null],
    ['en', '1e9', null],
    ['en', '1.2.3', null],
  ])('%s reads %j as %s', (language, text, value) => {
    expect(new Digits(language).read(text)).toBe(value);
  });
});
