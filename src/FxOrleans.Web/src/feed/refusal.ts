import { isRecord, text } from './fields';

/** The service answers, but does not let this page in. */
export interface Refusal {
  readonly code: 'unauthorized' | 'forbidden' | 'rate_limited';
  /** The service's own words. */
  readonly detail: string;
  /** In how many milliseconds it is worth while to try again. */
  readonly pause: number;
}

const statuses: Readonly<Record<number, Refusal['code']>> = { 401: 'unauthorized', 403: 'forbidden', 429: 'rate_limited' };
/** A key may come back into force, or be given another right, without a word to this page. */
const seldom = 30_000;

/** Reads an answer's status, body and `Retry-After`. */
export function refusalIn(status: number, body: unknown, retryAfter: string | null): Refusal | null {
  const code = statuses[status];
  if (code === undefined || !isRecord(body) || body.code !== code) return null;
  return { code, detail: text(body.detail) ?? '', pause: code === 'rate_limited' ? secondsIn(retryAfter) * 1_000 : seldom };
}

/** `Retry-After` in seconds, from 1 to 60; 10 where it says nothing. */
export function secondsIn(retryAfter: string | null): number {
  return /^\d{1,6}$/.test(retryAfter ?? '') ? Math.min(60, Math.max(1, Number(retryAfter))) : 10;
}
