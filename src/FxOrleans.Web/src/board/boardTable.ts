import { element } from '../dom/dom';
import type { Market } from '../market/market';
import { groupOf, groupTitles, groups, type Group } from '../market/pairOrder';
import type { Entry } from '../market/priceStore';
import { BoardRow } from './boardRow';
import { columns, type Order } from './columns';
import { DrawQueue } from './drawQueue';
import { Flashes } from './flashes';
import { HeaderRow } from './headerRow';

/** The rows of the board. Rows in sight are written once a frame, the others once a second. */
export class BoardTable {
  readonly element: HTMLTableElement;
  readonly #market: Market;
  readonly #order: Order;
  readonly #head: HeaderRow;
  readonly #body = element('tbody', { role: 'rowgroup' });
  readonly #titles = new Map<Group, HTMLTableRowElement>();
  readonly #rows = new Map<string, BoardRow>();
  readonly #byElement = new Map<Element, BoardRow>();
  readonly #inSight = new Set<BoardRow>();
  readonly #waiting = new Set<BoardRow>();
  readonly #flashes = new Flashes();
  readonly #drawing = new DrawQueue<BoardRow>((row) => row.draw());
  readonly #sight: IntersectionObserver;
  #shown: BoardRow[] = [];

  constructor(market: Market, order: Order, ordered: () => void) {
    this.#market = market;
    this.#order = order;
    this.#head = new HeaderRow(order, ordered);
    this.#sight = new IntersectionObserver((entries) => this.#see(entries), { rootMargin: '80px 0px' });
    for (const group of groups) this.#titles.set(group, titleRow(group));
    this.element = element(
      'table',
      { role: 'table', class: 'prices' },
      element('caption', { class: 'unseen' }, 'Prices with change, confidence as a half-width in basis points, number of sources, status and age.'),
      element('thead', { role: 'rowgroup' }, this.#head.element),
      this.#body,
    );
  }

  /** The rows that pass the filter, in their order. */
  get shown(): readonly BoardRow[] {
    return this.#shown;
  }

  get size(): number {
    return this.#rows.size;
  }

  rowOf(target: EventTarget | null): BoardRow | null {
    const found = target instanceof Element ? target.closest('tr[data-pair]') : null;
    return found === null ? null : (this.#byElement.get(found) ?? null);
  }

  /** Takes what changed; true if there are new rows to arrange. */
  take(changed: readonly Entry[], now: number): boolean {
    const before = this.#rows.size;
    for (const entry of changed) {
      const row = this.#rows.get(entry.price.pair);
      if (row === undefined) {
        this.#add(entry, now);
      } else {
        row.take(entry);
        if (this.#inSight.has(row)) row.show(now, this.#flashes);
        else this.#waiting.add(row);
      }
    }
    return this.#rows.size !== before;
  }

  /** Once a second: ages, sparklines, and the rows out of sight. */
  tick(now: number): void {
    for (const row of this.#waiting) row.show(now, null);
    this.#waiting.clear();
    for (const row of this.#inSight) row.showAge(now);
    this.#drawing.add(this.#inSight);
  }

  /** Puts the rows that pass in order, moving only those that stand wrong. */
  arrange(passes: (row: BoardRow) => boolean): void {
    const { assets } = this.#market;
    const classOf = (code: string): ReturnType<typeof assets.classOf> => assets.classOf(code);
    const compare = this.#order.compare(classOf, (entry) => this.#market.changeOf(entry));
    this.#shown = [...this.#rows.values()].filter(passes).sort((a, b) => compare(a.entry, b.entry));
    let place = this.#body.firstChild;
    const put = (node: HTMLElement): void => {
      if (place === node) place = place.nextSibling;
      else this.#body.insertBefore(node, place);
    };
    let last: Group | null = null;
    for (const row of this.#shown) {
      const group = this.#order.field === null ? groupOf(row.entry.price, classOf) : null;
      if (group !== null && group !== last) put(this.#titles.get((last = group))!);
      put(row.element);
    }
    while (place !== null) {
      const gone: ChildNode = place;
      place = place.nextSibling;
      gone.remove();
    }
    this.#head.show();
  }

  remove(pair: string): void {
    const row = this.#rows.get(pair);
    if (row === undefined) return;
    this.#sight.unobserve(row.element);
    this.#rows.delete(pair);
    this.#byElement.delete(row.element);
    this.#inSight.delete(row);
    this.#waiting.delete(row);
  }

  showFavourites(): void {
    for (const row of this.#rows.values()) row.showFavourite();
  }

  showNames(): void {
    for (const row of this.#rows.values()) row.showName();
  }

  #add(entry: Entry, now: number): void {
    const row = new BoardRow(entry, this.#market);
    this.#rows.set(row.pair, row);
    this.#byElement.set(row.element, row);
    row.show(now, null);
    this.#sight.observe(row.element);
  }

  #see(entries: readonly IntersectionObserverEntry[]): void {
    const appeared: BoardRow[] = [];
    for (const { target, isIntersecting } of entries) {
      const row = this.#byElement.get(target);
      if (row === undefined) continue;
      if (!isIntersecting) this.#inSight.delete(row);
      else if (!this.#inSight.has(row)) {
        this.#inSight.add(row);
        appeared.push(row);
      }
    }
    this.#drawing.add(appeared);
  }
}

function titleRow(group: Group): HTMLTableRowElement {
  const across = String(columns.length);
  return element(
    'tr',
    { role: 'row', class: 'group', 'data-group': group },
    element('th', { role: 'rowheader', colspan: across, 'aria-colspan': across }, groupTitles[group]),
  );
}
