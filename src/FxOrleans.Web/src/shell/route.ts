/** Which view the address names. */
export type Route = { readonly view: 'board' | 'coins' | 'providers' } | { readonly view: 'pair'; readonly pair: string };

/** Null for an anchor inside the page, which names no view. */
export function parseRoute(hash: string): Route | null {
  if (hash !== '' && !hash.startsWith('#/')) return null;
  // As the page writes it with a slash at the end, as people type it without: no symbol is written in small letters.
  if (/^#\/coins\/?$/.test(hash)) return { view: 'coins' };
  if (/^#\/providers\/?$/.test(hash)) return { view: 'providers' };
  const match = /^#\/([^/]+)$/.exec(hash);
  if (match === null) return { view: 'board' };
  const name = decode(match[1]!).toUpperCase();
  return { view: 'pair', pair: name.includes('-') ? name.replace('-', '/') : `${name}/USD` };
}

export function pairLink(pair: string): string {
  return `#/${encodeURIComponent(pair.replace('/', '-'))}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
