import { element, LiveText } from './dom';
import { splitPrice } from './format';

/** A number with its pips emphasised, in two text nodes that are reused. */
export class PriceText {
  readonly #lead = new LiveText();
  readonly #pips = new LiveText();

  constructor(parent: Element) {
    parent.append(this.#lead.node, element('span', { class: 'pips' }, this.#pips.node));
  }

  set(value: number | null, decimals: number): void {
    const { lead, pips } = splitPrice(value, decimals);
    this.#lead.set(lead);
    this.#pips.set(pips);
  }
}
