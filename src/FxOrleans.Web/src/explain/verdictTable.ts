import { drawing, element, LiveText } from '../dom/dom';
import { basisPoints } from '../numbers/format';
import { digits } from '../numbers/locale';
import { decimalsFor } from '../numbers/precision';
import { DeviationScale } from './deviationScale';
import type { Verdict } from './explanation';
import { SourceRow } from './sourceRow';

/** The sources behind one price, each on the same scale, with the price and its confidence band behind them. */
export class VerdictTable {
  readonly element: HTMLElement;
  readonly #pair = new LiveText();
  readonly #price = new LiveText();
  readonly #band = drawing('rect', { class: 'band', y: '0', height: '100%' });
  readonly #marks = drawing('g', {});
  readonly #state = new LiveText();
  readonly #body = element('tbody');
  readonly #rows = new Map<string, SourceRow>();
  #drawn = '';

  constructor() {
    const title = element('h3', {}, element('span', { class: 'leg' }, this.#pair.node), ' ', element('span', { class: 'leg-price' }, this.#price.node), ' ', element('span', { class: 'leg-state' }, this.#state.node));
    this.element = element(
      'section',
      { class: 'verdict-table' },
      title,
      element(
        'div',
        { class: 'chart-back', 'aria-hidden': 'true' },
        drawing('svg', { class: 'axis', focusable: 'false' }, this.#band, drawing('line', { class: 'centre', x1: '50%', x2: '50%', y1: '0', y2: '100%' }), this.#marks),
      ),
      element(
        'table',
        {},
        element(
          'thead',
          {},
          element(
            'tr',
            {},
            ...['Source', 'Where it stands', 'Value', 'Off by', 'Weight', 'Age', 'Verdict'].map((name) => element('th', { scope: 'col' }, name)),
          ),
        ),
        this.#body,
      ),
    );
  }

  show({ price, opinions, disputed, held }: Verdict): void {
    const decimals = decimalsFor(price.price, price.to);
    const scale = new DeviationScale(price.price, price.confidence, opinions.map(({ value }) => value));
    this.#pair.set(price.pair);
    this.#price.set(`${digits.write(price.price.toFixed(decimals))} ± ${basisPoints(price.confidence, price.price)} bp`);
    this.#state.set(held ? 'held back until confirmed' : disputed ? 'disputed' : price.status);
    const half = price.confidence ?? 0;
    const low = scale.place(price.price - half);
    this.#band.setAttribute('x', `${(low * 100).toFixed(2)}%`);
    this.#band.setAttribute('width', `${(Math.max(0.004, scale.place(price.price + half) - low) * 100).toFixed(2)}%`);
    this.#draw(scale);
    const weights = opinions.reduce((sum, { kept, weight }) => sum + (kept ? weight : 0), 0);
    const rows = opinions.map((opinion) => {
      let row = this.#rows.get(opinion.provider);
      if (row === undefined) this.#rows.set(opinion.provider, (row = new SourceRow(opinion.provider)));
      row.show(opinion, price.price, scale, opinion.kept && weights > 0 ? opinion.weight / weights : 0, decimals);
      return row.element;
    });
    const standing = [...this.#body.children];
    if (standing.length !== rows.length || rows.some((row, i) => row !== standing[i])) this.#body.replaceChildren(...rows);
  }

  #draw(scale: DeviationScale): void {
    const marks = scale.marks();
    const written = marks.map(({ place, label }) => `${place.toFixed(3)} ${label}`).join();
    if (written === this.#drawn) return;
    this.#drawn = written;
    this.#marks.replaceChildren(
      ...marks.flatMap(({ place, label }) => {
        const x = `${(place * 100).toFixed(2)}%`;
        return [drawing('line', { class: 'mark', x1: x, x2: x, y1: '18', y2: '100%' }), drawing('text', { x, y: '12' }, label)];
      }),
    );
  }
}
