import { element } from './dom';
import { Flashes } from './flashes';
import { groupOf, groups, type Group } from './pairOrder';
import { PriceRow } from './priceRow';
import type { PriceStore } from './priceStore';
import { TableSection } from './tableSection';

const columns = [
  ['pair', 'Pair'],
  ['change', 'Change'],
  ['price', 'Price'],
  ['bid', 'Bid'],
  ['ask', 'Ask'],
  ['confidence', '± bp'],
  ['sources', 'Sources'],
  ['status', 'Status'],
  ['age', 'Age'],
] as const;

/** The table of prices: one section a group, one row a pair. */
export class PriceTable {
  readonly element: HTMLTableElement;
  readonly #store: PriceStore;
  readonly #sections = new Map<Group, TableSection>();
  readonly #rows = new Map<string, PriceRow>();
  readonly #flashes = new Flashes();

  constructor(store: PriceStore) {
    this.#store = store;
    for (const group of groups) this.#sections.set(group, new TableSection(group, columns.length));
    this.element = element(
      'table',
      { role: 'table', class: 'prices' },
      element(
        'caption',
        { class: 'unseen' },
        'Prices of the tracked pairs, with bid, ask, confidence as a half-width in basis points, sources, status and age.',
      ),
      element(
        'thead',
        { role: 'rowgroup' },
        element('tr', { role: 'row' }, ...columns.map(([field, title]) => header(field, title))),
      ),
      ...[...this.#sections.values()].map((section) => section.element),
    );
  }

  get size(): number {
    return this.#rows.size;
  }

  /** Writes what changed in the store; true if rows were added. */
  render(now: number): boolean {
    const before = this.#rows.size;
    this.#store.drain((entry) => {
      let row = this.#rows.get(entry.price.pair);
      if (row === undefined) {
        row = new PriceRow(entry.price);
        this.#rows.set(row.pair, row);
        this.#sections.get(groupOf(row))!.insert(row);
      }
      row.show(entry, now, this.#flashes);
    });
    return this.#rows.size !== before;
  }

  renderAges(now: number): void {
    for (const row of this.#rows.values()) row.showAge(now);
  }

  /** Answers how many rows are left to see. */
  filter(passes: (pair: string) => boolean): number {
    let shown = 0;
    for (const section of this.#sections.values()) shown += section.filter((row) => passes(row.pair));
    return shown;
  }
}

function header(field: string, title: string): HTMLTableCellElement {
  const made = element('th', { role: 'columnheader', scope: 'col', 'data-column': field });
  if (field === 'change') made.append(element('span', { class: 'unseen' }, title));
  else if (field === 'confidence') made.append(element('abbr', { title: 'Confidence: half-width in basis points' }, title));
  else made.append(title);
  return made;
}
