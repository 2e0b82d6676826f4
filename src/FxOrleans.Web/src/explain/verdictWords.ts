const words: Record<string, string> = {
  outlier: 'too far from the others',
  stale: 'too old',
  frozen: 'repeats itself',
  inverted: 'the wrong way round',
  scaled: 'off by a power of ten',
  redenominated: 'in the old unit',
  out_of_order: 'older than one before',
  sandbox: 'a sandbox’s price',
  superseded: 'a fresher kind decides',
  held: 'waits for confirmation',
  simulated: 'simulated, beside a real one',
};

/** A verdict's code in words. */
export function verdictInWords(kept: boolean, reason: string | null): string {
  if (kept) return 'counts';
  if (reason === null) return 'does not count';
  return words[reason] ?? reason.replaceAll('_', ' ');
}

/** Not taken, but for no fault of its own. */
export function isBlameless(reason: string | null): boolean {
  return reason === 'superseded' || reason === 'simulated' || reason === null;
}

/** How far a value is from the price: in basis points, in percent, or as a factor. */
export function deviationInWords(value: number, price: number): string {
  const ratio = value / price - 1;
  const size = Math.abs(ratio);
  const sign = ratio < 0 ? '−' : '+';
  if (value <= 0 || value / price >= 5) return value <= 0 ? 'not positive' : `× ${(value / price).toPrecision(3)}`;
  if (value / price <= 0.2) return `÷ ${(price / value).toPrecision(3)}`;
  if (size < 0.000_000_5) return '0 bp';
  return size < 0.01 ? `${sign}${(size * 10_000).toFixed(size < 0.001 ? 2 : 1)} bp` : `${sign}${(size * 100).toFixed(2)} %`;
}
