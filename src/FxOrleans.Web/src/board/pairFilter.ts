/** Does the pair match what was typed? `eur`, `usd/e`, `usd-eur`, `usdeur` and `usd eur` all find USD/EUR, and so does a part of its names. */
export function matchesFilter(pair: string, typed: string, names = ''): boolean {
  const wanted = typed.trim().toUpperCase();
  if (wanted === '') return true;
  const spelled = wanted.replace(/[\s\-_]+/g, '/');
  return (
    pair.includes(spelled) ||
    (!spelled.includes('/') && pair.replace('/', '').startsWith(spelled)) ||
    (wanted.length > 2 && names.toUpperCase().includes(wanted))
  );
}

/** The pair that was typed out, if it was: `sek/zar` is SEK/ZAR. */
export function typedPair(typed: string): string | null {
  const match = /^\s*([A-Za-z0-9]{2,10})\s*[/\- ]\s*([A-Za-z0-9]{2,10})\s*$/.exec(typed);
  return match ? `${match[1]}/${match[2]}`.toUpperCase() : null;
}
