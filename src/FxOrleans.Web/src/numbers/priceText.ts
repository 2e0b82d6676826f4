import { element, LiveText } from '../dom/dom';
import { splitPrice } from './format';

/** A number with its pips emphasised, in three text nodes that are reused. */
export class PriceText {
  readonly #lead = new LiveText();
  readonly #pips = new LiveText();
  readonly #point = new LiveText();

  constructor(parent: Element) {
    parent.append(this.#lead.node, element('span', { class: 'pips' }, this.#pips.node), element('span', { class: 'point' }, this.#point.node));
  }

  set(value: number | null, decimals: number): void {
    const { lead, pips, point } = splitPrice(value, decimals);
    this.#lead.set(lead);
    this.#pips.set(pips);
    this.#point.set(point);
  }
}
