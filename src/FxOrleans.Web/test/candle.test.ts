import { describe, expect, it } from 'vitest';
import { crossed, grown, inverted, readCandles } from '../src/pair/candle';

const bar = { time: 3600, open: 1, high: 4, low: 0.5, close: 2 };

it('reads bars oldest first, each once, and leaves out what is none', () => {
  const row = (time: string, close: unknown): Record<string, unknown> => ({ time, open: 1, high: 2, low: 0.5, close });
  const raw = { data: [row('1970-01-01T02:00:00Z', 1.5), row('1970-01-01T01:00:00Z', 1), row('1970-01-01T01:00:00Z', 2), row('x', 1), row('1970-01-01T03:00:00Z', null)] };
  expect(readCandles(raw).map(({ time, close }) => [time, close])).toEqual([[3600, 2], [7200, 1.5]]);
  expect([readCandles(null), readCandles({ data: 'none' })]).toEqual([[], []]);
});

it('turns a bar round: the lowest becomes the highest', () => {
  expect(inverted([bar])).toEqual([{ time: 3600, open: 1, high: 2, low: 0.25, close: 0.5 }]);
});

it('makes a cross of the bars that both legs have', () => {
  const other = { time: 3600, open: 2, high: 2, low: 1, close: 1 };
  expect(crossed([bar, { ...bar, time: 7200 }], [other])).toEqual([{ time: 3600, open: 0.5, high: 2, low: 0.5, close: 2 }]);
});

describe('the live bar', () => {
  it('grows while its time lasts', () => {
    expect(grown(bar, 5, 3_700_000, '1h')).toEqual({ ...bar, high: 5, close: 5 });
    expect(grown(bar, 0.1, 3_700_000, '1h')).toEqual({ ...bar, low: 0.1, close: 0.1 });
  });

  it('gives way to the next when the time is over, and leaves what is older alone', () => {
    expect(grown(bar, 5, 7_200_000, '1h')).toEqual({ time: 7200, open: 5, high: 5, low: 5, close: 5 });
    expect(grown(bar, 5, 3_500_000, '1h')).toBeNull();
  });
});
