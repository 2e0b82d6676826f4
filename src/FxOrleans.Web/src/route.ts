/** Which view the address names: the table, or one pair. */
export type Route = { readonly view: 'table' } | { readonly view: 'pair'; readonly pair: string };

/** Null for an anchor inside the page, which names no view. */
export function parseRoute(hash: string): Route | null {
  if (hash !== '' && !hash.startsWith('#/')) return null;
  const match = /^#\/([^/]+)$/.exec(hash);
  if (match === null) return { view: 'table' };
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
