import { button, element, unseen } from '../dom/dom';

const keys: readonly (readonly [string, string])[] = [
  ['/', 'search the board; a pair such as eur/ngn opens with Enter'],
  ['↑ ↓', 'from row to row'],
  ['Enter', 'open the pair'],
  ['f', 'favourite, on or off'],
  ['Esc', 'back, or clear the search'],
  ['[ ]', 'shorter or longer candles'],
  ['b  c  p', 'board, coins, providers'],
  ['t', 'light, dark or as the system'],
  ['?', 'this'],
];

/** The keys, on request. */
export class HelpDialog {
  readonly element: HTMLDialogElement;
  readonly opener = button({ class: 'icon', id: 'help', title: 'Keyboard (?)', 'aria-keyshortcuts': '?' }, () => this.open(), element('span', { 'aria-hidden': 'true' }, '?'), unseen('Keyboard'));

  constructor() {
    this.element = element(
      'dialog',
      { class: 'help', 'aria-labelledby': 'help-title' },
      element('h2', { id: 'help-title' }, 'Keyboard'),
      element('dl', {}, ...keys.flatMap(([key, does]) => [element('dt', {}, ...key.split(/ +/).flatMap((k) => [element('kbd', {}, k), ' '])), element('dd', {}, does)])),
      button({ class: 'plain' }, () => this.element.close(), 'Close'),
    );
    this.element.addEventListener('click', (event) => {
      if (event.target === this.element) this.element.close();
    });
  }

  open(): void {
    if (!this.element.open) this.element.showModal();
  }
}
