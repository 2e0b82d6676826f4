import { debounce } from '../dom/debounce';
import { element, LiveText } from '../dom/dom';
import { ApiError, inWords, isAbort, read } from '../feed/api';
import type { Market } from '../market/market';
import type { Entry } from '../market/priceStore';
import type { View } from '../shell/view';
import { readCoins } from './coin';
import { CoinRow } from './coinRow';

const top = 100;
const settled = 250;
const longest = 64;
const retryAfter = 5_000;

/** Discovery: the largest coins, and a search through all that are known. */
export class CoinsView implements View {
  readonly element: HTMLElement;
  readonly title = 'Coins · FxOrleans';
  readonly place = 'coins';
  readonly #market: Market;
  readonly #input: HTMLInputElement;
  readonly #count = new LiveText();
  readonly #body = element('tbody');
  readonly #table: HTMLTableElement;
  readonly #note = element('p', { class: 'note' });
  #rows = new Map<string, CoinRow>();
  #asking: AbortController | null = null;
  #retryAt = Infinity;

  constructor(market: Market) {
    this.#market = market;
    this.#input = element('input', { id: 'coin-search', type: 'search', placeholder: 'Search: doge, tether, sol', autocomplete: 'off', spellcheck: 'false', maxlength: String(longest) });
    this.#input.addEventListener('input', debounce(settled, () => void this.#ask()));
    this.#table = element(
      'table',
      { class: 'list coins' },
      element('caption', { class: 'unseen' }, 'Coins by market capitalisation'),
      element('thead', {}, element('tr', {}, ...['Rank', 'Coin', 'Price in USD', '24 h', 'Market cap', 'Board'].map((name) => element('th', { scope: 'col' }, name)))),
      this.#body,
    );
    this.element = element(
      'section',
      { class: 'discovery', 'aria-label': 'Coins' },
      element(
        'div',
        { class: 'tools' },
        element('search', { class: 'search' }, element('span', { class: 'field' }, element('label', { for: 'coin-search', class: 'unseen' }, 'Search coins'), this.#input, element('kbd', { 'aria-hidden': 'true' }, '/')), element('output', { for: 'coin-search', 'aria-live': 'polite' }, this.#count.node)),
      ),
      this.#table,
      this.#note,
    );
  }

  focusSearch(): void {
    this.#input.focus();
    this.#input.select();
  }

  enter(): void {
    void this.#ask();
  }

  leave(): void {
    this.#asking?.abort();
  }

  render(changed: readonly Entry[]): void {
    for (const { price } of changed) this.#rows.get(price.pair)?.show();
  }

  tick(): void {
    if (performance.now() >= this.#retryAt) void this.#ask();
  }

  key(event: KeyboardEvent): boolean {
    if (event.key !== '/') return false;
    this.focusSearch();
    return true;
  }

  async #ask(): Promise<void> {
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    this.#retryAt = Infinity;
    const typed = this.#input.value.trim();
    this.#table.setAttribute('aria-busy', 'true');
    if (this.#rows.size === 0 && this.#note.textContent === '') this.#say('Looking…');
    try {
      const path = typed === '' ? `api/v1/prices/crypto/top?limit=${top}` : `api/v1/prices/crypto/search?q=${encodeURIComponent(typed)}`;
      const coins = readCoins(await read(path, asking.signal));
      this.#rows = new Map(coins.map((coin) => [`${coin.symbol}/USD`, new CoinRow(coin, this.#market)]));
      this.#body.replaceChildren(...[...this.#rows.values()].map((row) => row.element));
      this.#count.set(coins.length === 0 ? '' : typed === '' ? `The ${coins.length} largest` : `${coins.length} found`);
      this.#say(coins.length > 0 ? null : typed === '' ? 'The service knows no coins.' : `No coin matches “${typed}”.`);
    } catch (error) {
      if (isAbort(error)) return;
      this.#rows.clear();
      this.#body.replaceChildren();
      this.#count.set('');
      this.#say(`The coins cannot be listed. ${inWords(error)}`);
      if (!(error instanceof ApiError) || error.status === 0 || error.status >= 429) this.#retryAt = performance.now() + retryAfter;
    }
    this.#table.removeAttribute('aria-busy');
  }

  #say(text: string | null): void {
    this.#note.hidden = text === null;
    this.#note.textContent = text;
    this.#table.hidden = text !== null;
  }
}
