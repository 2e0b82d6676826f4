import { describe, expect, it } from 'vitest';
import { refusalIn, secondsIn } from '../src/feed/refusal';

describe('a refusal', () => {
  it('is what the service calls one', () => {
    expect(refusalIn(401, { code: 'unauthorized' }, null)?.code).toBe('unauthorized');
    expect(refusalIn(403, { code: 'forbidden' }, null)?.code).toBe('forbidden');
    expect(refusalIn(429, { code: 'rate_limited', detail: 'Enough.' }, '23')).toEqual({ code: 'rate_limited', detail: 'Enough.', pause: 23_000 });
  });

  it('is nothing that somebody on the way said, nor an answer', () => {
    expect(refusalIn(403, null, null)).toBeNull();
    expect(refusalIn(403, 'Forbidden by a proxy', null)).toBeNull();
    expect(refusalIn(401, { code: 'forbidden' }, null)).toBeNull();
    expect(refusalIn(200, { connectionId: 'x' }, null)).toBeNull();
    expect(refusalIn(503, { code: 'not_ready' }, '5')).toBeNull();
  });

  it('is never taken for longer than a minute, nor for no time', () => {
    expect([null, '', 'soon', '-1', '0', '1', '59', '3600', '9'.repeat(30)].map(secondsIn)).toEqual([10, 10, 10, 10, 1, 1, 59, 60, 10]);
  });
});
