export const nothing = '–';

/** A price cut in two: what rarely moves, and the last two digits, which do. */
export interface SplitPrice {
  readonly lead: string;
  readonly pips: string;
}

/** No thousands separators: what is shown can be copied and read by a program. */
export function splitPrice(value: number | null, decimals: number): SplitPrice {
  if (value === null) return { lead: nothing, pips: '' };
  const text = value.toFixed(decimals);
  return { lead: text.slice(0, -2), pips: text.slice(-2) };
}

/** Every digit there is, never in exponent form. */
export function fullNumber(value: number | null): string {
  if (value === null) return nothing;
  const text = String(value);
  return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text;
}

/** The half-width of a price in basis points of the price. */
export function basisPoints(confidence: number | null, price: number): string {
  if (confidence === null) return nothing;
  const points = (confidence / price) * 10_000;
  return points.toFixed(points < 10 ? 2 : points < 100 ? 1 : 0);
}

export function age(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

/** `2026-09-29 00:00:00 UTC` */
export function utc(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
