import { element, LiveText } from '../dom/dom';

/** What a key in the search field asks for. */
export interface SearchListener {
  changed(): void;
  /** Enter: opens what was found. */
  chosen(): void;
  /** Down: to the rows. */
  down(): void;
}

/** The search field and the count beside it. Esc clears it. */
export class SearchField {
  readonly element: HTMLElement;
  readonly #input: HTMLInputElement;
  readonly #count = new LiveText();
  readonly #listener: SearchListener;

  constructor(listener: SearchListener) {
    this.#listener = listener;
    this.#input = element('input', {
      id: 'search',
      type: 'search',
      placeholder: 'Search: eur, naira, btc',
      autocomplete: 'off',
      spellcheck: 'false',
      'aria-keyshortcuts': '/',
      'aria-describedby': 'count',
    });
    this.#input.addEventListener('input', () => listener.changed());
    this.#input.addEventListener('keydown', (event) => this.#key(event));
    this.element = element(
      'search',
      { class: 'search' },
      element(
        'span',
        { class: 'field' },
        element('label', { for: 'search', class: 'unseen' }, 'Search by code or name'),
        this.#input,
        element('kbd', { 'aria-hidden': 'true' }, '/'),
      ),
      element('output', { id: 'count', for: 'search', 'aria-live': 'off' }, this.#count.node),
    );
  }

  get text(): string {
    return this.#input.value;
  }

  focus(): void {
    this.#input.focus();
    this.#input.select();
  }

  showCount(shown: number, all: number): void {
    const pairs = all === 1 ? 'pair' : 'pairs';
    this.#count.set(all === 0 ? '' : shown === all ? `${all} ${pairs}` : `${shown} of ${all} ${pairs}`);
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.#escape();
    else if (event.key === 'Enter') this.#listener.chosen();
    else if (event.key === 'ArrowDown') this.#listener.down();
    else return;
    event.preventDefault();
  }

  #escape(): void {
    if (this.#input.value === '') {
      this.#input.blur();
    } else {
      this.#input.value = '';
      this.#listener.changed();
    }
  }
}
