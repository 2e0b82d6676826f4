import { button, element, LiveAttribute, LiveText } from '../dom/dom';
import type { Market } from '../market/market';
import { compact, nothing, percent, signOf } from '../numbers/format';
import { decimalsFor } from '../numbers/precision';
import { PriceText } from '../numbers/priceText';
import { pairLink } from '../shell/route';
import type { Coin } from './coin';
import { coinToken } from './coinToken';

/** A coin with what discovery says, and the live price where the board has it. */
export class CoinRow {
  readonly element: HTMLTableRowElement;
  readonly pair: string;
  readonly #market: Market;
  readonly #coin: Coin;
  readonly #price: PriceText;
  readonly #live: LiveAttribute;
  readonly #act = new LiveText();
  readonly #button: HTMLButtonElement;

  constructor(coin: Coin, market: Market) {
    this.#coin = coin;
    this.#market = market;
    this.pair = `${coin.symbol}/USD`;
    const price = element('td', { class: 'number', 'data-field': 'price' });
    this.#price = new PriceText(price);
    this.#live = new LiveAttribute(price, 'data-live');
    this.#button = button({ class: 'plain small-button' }, () => this.#toggle(), this.#act.node, element('span', { class: 'unseen' }, ` ${coin.name}`));
    const change = percent(coin.change);
    this.element = element(
      'tr',
      { 'data-coin': coin.id },
      element('td', { class: 'number rank' }, coin.rank === null ? nothing : String(coin.rank)),
      element('th', { scope: 'row' }, coinToken(coin), element('a', { href: pairLink(this.pair) }, coin.name), element('span', { class: 'symbol' }, coin.symbol)),
      price,
      element('td', { class: 'number', 'data-field': 'change', 'data-sign': signOf(change) ?? '' }, change),
      element('td', { class: 'number cap' }, compact(coin.marketCap)),
      element('td', { class: 'act' }, this.#button),
    );
    this.show();
  }

  show(): void {
    const entry = this.#market.prices.get(this.pair);
    const price = entry?.price.price ?? this.#coin.price;
    this.#price.set(price, price === null ? 0 : decimalsFor(price, 'USD'));
    this.#live.set(entry === undefined ? null : entry.price.status);
    const mine = this.#market.added.has(this.pair);
    const tracked = !mine && entry !== undefined;
    this.#act.set(tracked ? 'On the board' : mine ? 'Remove' : 'Add to board');
    this.#button.disabled = tracked;
  }

  #toggle(): void {
    this.#market.added.toggle(this.pair);
    this.show();
  }
}
