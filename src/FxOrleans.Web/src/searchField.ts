import { element, LiveText } from './dom';

/** The search field and the count beside it. `/` goes to it, Esc clears it. */
export class SearchField {
  readonly element: HTMLElement;
  readonly #input: HTMLInputElement;
  readonly #count = new LiveText();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
    this.#input = element('input', {
      id: 'search',
      type: 'search',
      placeholder: 'eur, usd/e, btc',
      autocomplete: 'off',
      autocapitalize: 'characters',
      spellcheck: 'false',
      'aria-keyshortcuts': '/',
      'aria-describedby': 'count',
    });
    this.#input.addEventListener('input', changed);
    this.#input.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.#escape();
    });
    document.addEventListener('keydown', (event) => this.#shortcut(event));
    this.element = element(
      'search',
      { class: 'search' },
      element(
        'span',
        { class: 'field' },
        element('label', { for: 'search', class: 'unseen' }, 'Filter by code'),
        this.#input,
        element('kbd', { 'aria-hidden': 'true' }, '/'),
      ),
      element('output', { id: 'count', for: 'search', 'aria-live': 'off' }, this.#count.node),
    );
  }

  get text(): string {
    return this.#input.value;
  }

  showCount(shown: number, all: number): void {
    const pairs = all === 1 ? 'pair' : 'pairs';
    this.#count.set(all === 0 ? '' : shown === all ? `${all} ${pairs}` : `${shown} of ${all} ${pairs}`);
  }

  #escape(): void {
    if (this.#input.value === '') {
      this.#input.blur();
    } else {
      this.#input.value = '';
      this.#changed();
    }
  }

  #shortcut(event: KeyboardEvent): void {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!this.#input.isConnected || isEditable(event.target)) return;
    event.preventDefault();
    this.#input.focus();
    this.#input.select();
  }
}

function isEditable(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
