import { element } from './dom';
import { comparePairs, groupTitles, type Group } from './pairOrder';
import type { PriceRow } from './priceRow';

/** The rows of one group under its title, kept in order. */
export class TableSection {
  readonly element: HTMLTableSectionElement;
  readonly #rows: PriceRow[] = [];

  constructor(group: Group, columns: number) {
    const title = element(
      'th',
      { role: 'rowheader', scope: 'rowgroup', colspan: String(columns), 'aria-colspan': String(columns) },
      groupTitles[group],
    );
    const head = element('tr', { role: 'row', class: 'group' }, title);
    this.element = element('tbody', { role: 'rowgroup', 'data-group': group }, head);
    this.element.hidden = true;
  }

  insert(row: PriceRow): void {
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (comparePairs(this.#rows[middle]!, row) < 0) low = middle + 1;
      else high = middle;
    }
    this.element.insertBefore(row.element, this.#rows[low]?.element ?? null);
    this.#rows.splice(low, 0, row);
  }

  /** Shows the rows that pass; answers how many do. */
  filter(passes: (row: PriceRow) => boolean): number {
    let shown = 0;
    for (const row of this.#rows) {
      const visible = passes(row);
      row.element.hidden = !visible;
      if (visible) shown++;
    }
    this.element.hidden = shown === 0;
    return shown;
  }
}
