import { element } from '../dom/dom';
import type { Entry } from '../market/priceStore';

/** Says that prices are simulated, whenever one on the page is. */
export class SimulatedBanner {
  readonly #element: HTMLElement;
  #shown: 'none' | 'some' | 'all' = 'none';

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  show(entries: Iterable<Entry>): void {
    let simulated = 0;
    let all = 0;
    for (const { price } of entries) {
      all++;
      if (price.simulated) simulated++;
    }
    const next = simulated === 0 ? 'none' : simulated === all ? 'all' : 'some';
    if (next === this.#shown) return;
    this.#shown = next;
    const [what, more] = next === 'some' ? ['Partly simulated', 'prices marked “demo” are not for trading'] : ['Simulated prices', 'demo market, not for trading'];
    this.#element.replaceChildren(element('strong', {}, what), element('span', {}, ` · ${more}`));
    this.#element.hidden = next === 'none';
    this.#element.dataset.simulated = String(next !== 'none');
    document.documentElement.toggleAttribute('data-mixed', next === 'some');
  }
}
