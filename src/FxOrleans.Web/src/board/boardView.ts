import { Converter } from '../converter/converter';
import { debounce } from '../dom/debounce';
import { element } from '../dom/dom';
import type { Market } from '../market/market';
import { groupOf } from '../market/pairOrder';
import type { Entry } from '../market/priceStore';
import { explain, type SubscriptionResult } from '../feed/subscription';
import { pairLink } from '../shell/route';
import type { View } from '../shell/view';
import { BoardTable } from './boardTable';
import type { BoardRow } from './boardRow';
import { Order } from './columns';
import { GroupTabs } from './groupTabs';
import { matchesFilter, typedPair } from './pairFilter';
import { SearchField } from './searchField';

const resortEvery = 2_000;
/** The first prices come in several messages: the rows are put in place together, so that none is pushed by the next. */
const gathered = 40;

/** Every tracked pair, and those that the reader added. */
export class BoardView implements View {
  readonly element: HTMLElement;
  readonly title = 'FxOrleans · live prices';
  readonly place = 'board';
  readonly #market: Market;
  readonly #order = new Order();
  readonly #table: BoardTable;
  readonly #tabs = new GroupTabs(() => this.#arrange());
  readonly #search: SearchField;
  readonly #converter: Converter;
  readonly #note = element('p', { class: 'note', id: 'note', 'data-waiting': '' }, 'Waiting for prices…');
  readonly #gather = debounce(gathered, () => this.#arrange());
  #sorted = 0;
  #left: string | null = null;

  constructor(market: Market) {
    this.#market = market;
    this.#table = new BoardTable(market, this.#order, () => this.#arrange());
    this.#search = new SearchField({ changed: () => this.#arrange(), chosen: () => this.#choose(), down: () => this.#table.shown[0]?.link.focus() });
    this.#converter = new Converter(market.assets);
    this.#table.element.hidden = true;
    this.#table.element.addEventListener('click', (event) => this.#click(event));
    market.favourites.onChange(() => {
      this.#table.showFavourites();
      this.#arrange();
    });
    this.element = element(
      'section',
      { class: 'board', 'aria-label': 'Prices' },
      element('div', { class: 'tools' }, this.#search.element, this.#tabs.element),
      this.#converter.element,
      this.#table.element,
      this.#note,
    );
  }

  /** Names and classes have come. */
  named(): void {
    this.#table.showNames();
    this.#converter.named();
    this.#arrange();
  }

  /** What became of the subscription to every tracked pair. */
  subscribed({ rejected }: SubscriptionResult): void {
    const all = rejected.find(({ pair }) => pair === '*');
    if (all !== undefined) this.#say(`${explain(all.code)} (${all.code})`);
  }

  removed(pair: string): void {
    this.#table.remove(pair);
    this.#arrange();
  }

  focusSearch(): void {
    this.#search.focus();
  }

  enter(): void {
    this.#converter.enter();
    const row = this.#table.shown.find(({ pair }) => pair === this.#left);
    this.#left = null;
    // Once it is on the page.
    queueMicrotask(() => row?.link.focus());
  }

  leave(): void {
    this.#converter.leave();
  }

  render(changed: readonly Entry[], now: number): void {
    if (this.#table.take(changed, now)) this.#gather();
  }

  tick(now: number): void {
    this.#table.tick(now);
    // Rows do not move under the pointer or while one has the focus.
    if (this.#order.field === null || now - this.#sorted < resortEvery) return;
    if (this.#table.element.matches(':hover, :focus-within')) return;
    this.#sorted = now;
    this.#arrange();
  }

  key(event: KeyboardEvent): boolean {
    const row = this.#table.rowOf(event.target);
    switch (event.key) {
      case 'ArrowDown':
        return this.#focus(row, 1);
      case 'ArrowUp':
        if (row !== null && row === this.#table.shown[0]) this.#search.focus();
        else this.#focus(row, -1);
        return true;
      case 'Home':
      case 'End':
        if (row === null) return false;
        this.#table.shown.at(event.key === 'Home' ? 0 : -1)?.link.focus();
        return true;
      case 'f':
        if (row !== null) this.#market.favourites.toggle(row.pair);
        return row !== null;
      case 'Escape':
        if (row !== null) this.#search.focus();
        return row !== null;
      default:
        return false;
    }
  }

  #focus(row: BoardRow | null, step: number): boolean {
    const rows = this.#table.shown;
    const next = row === null ? rows[0] : rows[Math.max(0, rows.indexOf(row) + step)];
    next?.link.focus();
    return true;
  }

  #click(event: MouseEvent): void {
    const row = this.#table.rowOf(event.target);
    if (row === null || (event.target as Element).closest('button') !== null) return;
    this.#left = row.pair;
    if ((event.target as Element).closest('a') === null && getSelection()?.isCollapsed !== false) row.link.click();
  }

  #choose(): void {
    const pair = typedPair(this.#search.text) ?? (this.#table.shown.length > 0 && this.#search.text.trim() !== '' ? this.#table.shown[0]!.pair : null);
    if (pair !== null) location.hash = pairLink(pair);
  }

  #passes(row: BoardRow): boolean {
    const { price } = row.entry;
    const { choice } = this.#tabs;
    const { assets, favourites } = this.#market;
    if (choice === 'favourites' && !favourites.has(row.pair)) return false;
    if (choice !== 'all' && choice !== 'favourites' && groupOf(price, (code) => assets.classOf(code)) !== choice) return false;
    return matchesFilter(row.pair, this.#search.text, `${assets.nameOf(price.from)} ${assets.nameOf(price.to)}`);
  }

  #arrange(): void {
    const focused = document.activeElement;
    this.#table.arrange((row) => this.#passes(row));
    // Moving a row takes the focus away from it.
    if (focused instanceof HTMLElement && focused !== document.activeElement && focused.isConnected) focused.focus({ preventScroll: true });
    const shown = this.#table.shown.length;
    const all = this.#table.size;
    const typed = this.#search.text.trim();
    this.#search.showCount(shown, all);
    this.#table.element.hidden = shown === 0;
    if (shown > 0) this.#say(null);
    else if (all === 0) this.#say('Waiting for prices…');
    else if (typed !== '') this.#say(`Nothing on the board matches “${typed}”. `, typedPair(typed));
    else if (this.#tabs.choice === 'favourites') this.#say('No favourites yet: the star before a pair, or f on its row, puts it here.');
    else this.#say('Nothing here at the moment.');
  }

  #say(text: string | null, pair: string | null = null): void {
    this.#note.hidden = text === null;
    this.#note.toggleAttribute('data-waiting', this.#table.size === 0);
    this.#note.replaceChildren(text ?? '');
    if (pair !== null) this.#note.append(element('a', { href: pairLink(pair) }, `Show ${pair}`));
  }
}
