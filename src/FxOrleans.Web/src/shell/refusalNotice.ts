import { element } from '../dom/dom';
import { accessKey, openWith } from '../feed/accessKey';
import type { Refusal } from '../feed/refusal';

/** Says why the service does not let this page in, when it will try again, and takes another key. */
export class RefusalNotice {
  readonly element = element('div', { class: 'refusal', role: 'alert' });
  readonly #words = element('p');
  readonly #form: HTMLFormElement;
  #code: Refusal['code'] | null = null;

  constructor() {
    const input = element('input', { id: 'key', type: 'password', autocomplete: 'off', required: '' });
    this.#form = element('form', {}, element('label', { for: 'key' }, accessKey === null ? 'Key' : 'Another key'), input, element('button', { class: 'plain' }, 'Open'));
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      void openWith(input.value);
    });
    this.element.hidden = true;
  }

  /** Null takes it away. */
  show(refusal: Refusal | null): void {
    this.element.hidden = refusal === null;
    if (refusal === null) this.#code = null;
    else if (refusal.code === 'rate_limited') this.#words.textContent = `Too many requests. The page tries again at ${new Date(Date.now() + refusal.pause).toLocaleTimeString()}.`;
    else if (refusal.code !== this.#code) this.#words.textContent = wordsFor(refusal);
    if (refusal === null || refusal.code === this.#code) return;
    this.#code = refusal.code;
    this.element.replaceChildren(this.#words, ...(refusal.code === 'unauthorized' || (refusal.code === 'forbidden' && accessKey !== null) ? [this.#form] : []));
  }
}

function wordsFor({ code, detail }: Refusal): string {
  if (code === 'forbidden') return `The service pushes no prices to this page. ${detail}`;
  return accessKey === null ? 'The service asks for a key.' : 'The service does not know this key, or not any more.';
}
