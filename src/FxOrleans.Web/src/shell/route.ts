/** Which view the address names. */
export type Route = { readonly view: 'board' | 'coins' | 'providers' } | { readonly view: 'pair'; readonly pair: string };

/** Null for an anchor inside the page, which names no view. */
export function parseRoute(hash: string): Route | null {
  if (hash !== '' && !hash.startsWith('#/')) return null;
  if (hash === '#/coins/') return { view: 'coins' };
  if (hash === '#/providers/') return { view: 'providers' };
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
