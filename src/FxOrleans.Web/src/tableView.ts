import { element } from './dom';
import { matchesFilter, typedPair } from './pairFilter';
import type { Price } from './price';
import { PriceStore, type Entry } from './priceStore';
import { PriceTable } from './priceTable';
import { pairLink } from './route';
import { SearchField } from './searchField';
import { explain, type SubscriptionResult } from './subscription';
import type { View } from './view';

/** Every tracked pair. */
export class TableView implements View {
  readonly element: HTMLElement;
  readonly title = 'FxOrleans · live prices';
  readonly pairs = ['*'];
  readonly #store = new PriceStore();
  readonly #table = new PriceTable(this.#store);
  readonly #search = new SearchField(() => this.#filter());
  readonly #note = element('p', { class: 'note', id: 'note' }, 'Waiting for prices…');

  constructor() {
    this.#table.element.hidden = true;
    this.element = element('section', { class: 'board', 'aria-label': 'Prices' }, this.#search.element, this.#table.element, this.#note);
  }

  subscribing(): void {
    this.#store.unconfirmAll();
  }

  subscribed({ rejected }: SubscriptionResult): void {
    const [rejection] = rejected;
    if (rejection !== undefined) this.#say(`${explain(rejection.code)} (${rejection.code})`);
    else this.#filter();
  }

  apply(prices: readonly Price[]): void {
    for (const price of prices) this.#store.apply(price);
  }

  render(now: number): void {
    if (this.#table.render(now)) this.#filter();
  }

  renderAges(now: number): void {
    this.#table.renderAges(now);
  }

  shown(): Iterable<Entry> {
    return this.#store.entries();
  }

  #filter(): void {
    const typed = this.#search.text;
    const shown = this.#table.filter((pair) => matchesFilter(pair, typed));
    this.#search.showCount(shown, this.#table.size);
    this.#table.element.hidden = shown === 0;
    if (shown > 0) this.#say(null);
    else if (this.#table.size === 0) this.#say('Waiting for prices…');
    else this.#say(`No tracked pair matches “${typed.trim()}”. `, typedPair(typed));
  }

  #say(text: string | null, pair: string | null = null): void {
    this.#note.hidden = text === null;
    this.#note.replaceChildren(text ?? '');
    if (pair !== null) this.#note.append(element('a', { href: pairLink(pair) }, `Show ${pair}`));
  }
}
