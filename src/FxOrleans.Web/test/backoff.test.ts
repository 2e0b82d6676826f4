import { expect, it } from 'vitest';
import { pauseBefore } from '../src/feed/backoff';

it('doubles the pause up to ten seconds', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 1000].map((attempt) => pauseBefore(attempt, () => 0))).toEqual([250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
});

it('shortens it by up to a fifth', () => {
  expect(pauseBefore(6, () => 1)).toBe(8000);
});
