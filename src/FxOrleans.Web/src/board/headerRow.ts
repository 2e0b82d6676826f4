import { button, element, LiveAttribute, unseen } from '../dom/dom';
import { columns, type Column, type Order } from './columns';

/** The titles of the columns; a click sorts. */
export class HeaderRow {
  readonly element = element('tr', { role: 'row' });
  readonly #order: Order;
  readonly #sorts = new Map<string, LiveAttribute>();

  constructor(order: Order, ordered: () => void) {
    this.#order = order;
    for (const column of columns) {
      const title = element('th', { role: 'columnheader', scope: 'col', 'data-column': column.field });
      if (column.hint !== undefined) title.title = column.hint;
      this.#sorts.set(column.field, new LiveAttribute(title, 'aria-sort'));
      title.append(this.#content(column, ordered));
      this.element.append(title);
    }
  }

  show(): void {
    for (const [field, sort] of this.#sorts) {
      sort.set(field !== this.#order.field ? null : this.#order.descending ? 'descending' : 'ascending');
    }
  }

  #content(column: Column, ordered: () => void): Node {
    if (column.field === 'favourite') return unseen(column.title);
    if (column.by === undefined) return document.createTextNode(column.title);
    return button(
      {},
      () => {
        this.#order.click(column.field);
        ordered();
      },
      column.title,
      element('span', { class: 'sort-sign', 'aria-hidden': 'true' }),
    );
  }
}
