import { drawing, element } from '../dom/dom';
import type { Coin } from './coin';

const tones = 8;

/**
 * The coin's image, which the service fetches, else a disc with its first letters: the page asks no other host for anything, so
 * that nobody learns what its reader looks at.
 */
export function coinToken({ id, symbol, image }: Coin): Element {
  if (image === null) return disc(symbol);
  const picture = element('img', { class: 'token', src: `api/v1/prices/crypto/${encodeURIComponent(id)}/image`, alt: '', width: '24', height: '24', loading: 'lazy' });
  picture.addEventListener('error', () => picture.replaceWith(disc(symbol)), { once: true });
  return picture;
}

function disc(symbol: string): Element {
  let sum = 0;
  for (const letter of symbol) sum = (sum * 31 + letter.charCodeAt(0)) % 997;
  return drawing(
    'svg',
    { class: 'token', viewBox: '0 0 24 24', width: '24', height: '24', 'aria-hidden': 'true', 'data-tone': String(sum % tones) },
    drawing('circle', { cx: '12', cy: '12', r: '12' }),
    drawing('text', { x: '12', y: '15.2' }, symbol.slice(0, symbol.length > 3 ? 2 : 3)),
  );
}
