import { element, LiveText } from './dom';
import type { Direction } from './priceStore';

/** ▲ or ▼ for the eye, "up" or "down" for the ear. */
export class DirectionText {
  readonly #arrow = new LiveText();
  readonly #word = new LiveText();

  constructor(parent: Element) {
    parent.append(
      element('span', { class: 'arrow', 'aria-hidden': 'true' }, this.#arrow.node),
      element('span', { class: 'unseen' }, this.#word.node),
    );
  }

  set(direction: Direction): void {
    this.#arrow.set(direction === 'up' ? '▲' : direction === 'down' ? '▼' : '');
    this.#word.set(direction ?? '');
  }
}
