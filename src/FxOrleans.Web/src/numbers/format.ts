import { digits, locale } from './locale';

export const nothing = '–';

/** A price cut in three: what rarely moves, the pips, and the tenth of a pip where there is one. */
export interface SplitPrice {
  readonly lead: string;
  readonly pips: string;
  readonly point: string;
}

const none: SplitPrice = { lead: nothing, pips: '', point: '' };

/** No thousands separators: what is shown can be copied and read by a program. */
export function splitPrice(value: number | null, decimals: number): SplitPrice {
  if (value === null) return none;
  const text = digits.write(value.toFixed(decimals));
  const end = decimals > 2 ? text.length - 1 : text.length;
  return { lead: text.slice(0, end - 2), pips: text.slice(end - 2, end), point: text.slice(end) };
}

/** Every digit there is, never in exponent form. */
export function fullNumber(value: number | null): string {
  if (value === null) return nothing;
  const text = String(value);
  return digits.write(text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text);
}

/** The half-width of a price in basis points of the price. */
export function basisPoints(confidence: number | null, price: number): string {
  if (confidence === null) return nothing;
  const points = (confidence / price) * 10_000;
  return digits.write(points.toFixed(points < 10 ? 2 : points < 100 ? 1 : 0));
}

/** A ratio as a signed percentage: `+0.12 %`, with more digits where it is small. */
export function percent(ratio: number | null, decimals = 2): string {
  if (ratio === null || !Number.isFinite(ratio)) return nothing;
  const text = (ratio * 100).toFixed(decimals);
  const flat = Number(text) === 0;
  return digits.write(`${flat ? (0).toFixed(decimals) : ratio > 0 ? `+${text}` : text} %`);
}

/** Where a written change goes; null for none. */
export function signOf(change: string): 'up' | 'down' | null {
  return change.startsWith('+') ? 'up' : /^[-−]/.test(change) ? 'down' : null;
}

export function age(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return `${digits.write(String(seconds))} s`;
  if (seconds < 3600) return `${digits.write(String(Math.floor(seconds / 60)))} min`;
  if (seconds < 86_400) return `${digits.write(String(Math.floor(seconds / 3600)))} h`;
  return `${digits.write(String(Math.floor(seconds / 86_400)))} d`;
}

/** `2026-09-29 00:00:00 UTC` */
export function utc(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

const wholes = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const shorts = new Intl.NumberFormat(locale, { notation: 'compact', minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** `12,345` in the reader's language. */
export function whole(value: number | null): string {
  return value === null ? nothing : wholes.format(value);
}

/** `1.58T` in the reader's language. */
export function compact(value: number | null): string {
  return value === null ? nothing : shorts.format(value);
}

/** Every digit of plain decimal text (`1234.5`), grouped. */
export function exactAmount(plain: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 20 }).format(plain as `${number}`);
}

/** An amount with that many decimals, grouped. */
export function amount(value: number, decimals: number): string {
  return new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: Math.max(decimals, 0) }).format(value);
}
