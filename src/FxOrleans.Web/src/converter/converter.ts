import { button, element, LiveText, unseen } from '../dom/dom';
import { debounce } from '../dom/debounce';
import { repeat } from '../dom/repeat';
import { inWords, isAbort, read } from '../feed/api';
import { isRecord, number, text } from '../feed/fields';
import type { AssetBook } from '../market/assetBook';
import { amount, exactAmount, fullNumber } from '../numbers/format';
import { digits } from '../numbers/locale';
import { AssetSelect } from './assetSelect';

const settled = 120;
const refreshed = 2_000;

/** An amount in one asset, in another: rounded by the service's own policy, and kept current. */
export class Converter {
  readonly element: HTMLFormElement;
  readonly #assets: AssetBook;
  readonly #amount: HTMLInputElement;
  readonly #from: AssetSelect;
  readonly #to: AssetSelect;
  readonly #result = new LiveText();
  readonly #small = new LiveText();
  readonly #spoken = new LiveText();
  #stop: (() => void) | null = null;
  #asked = 0;

  constructor(assets: AssetBook) {
    this.#assets = assets;
    this.#amount = element('input', { id: 'amount', inputmode: 'decimal', autocomplete: 'off', value: '1000', maxlength: '20' });
    const changed = debounce(settled, () => void this.#convert(true));
    this.#amount.addEventListener('input', changed);
    this.#from = new AssetSelect('convert-from', 'From', 'GBP', changed);
    this.#to = new AssetSelect('convert-to', 'To', 'NGN', changed);
    this.element = element(
      'form',
      { class: 'converter', 'aria-label': 'Converter' },
      element('label', { for: 'amount' }, 'Convert'),
      this.#amount,
      this.#from.element,
      button({ class: 'icon', title: 'The other way round' }, () => this.#swap(), element('span', { 'aria-hidden': 'true' }, '⇄'), unseen('The other way round')),
      this.#to.element,
      element('output', { class: 'result', for: 'amount convert-from convert-to', 'aria-live': 'off' }, this.#result.node),
      element('span', { class: 'small' }, this.#small.node),
      element('span', { class: 'unseen', 'aria-live': 'polite' }, this.#spoken.node),
    );
    this.element.addEventListener('submit', (event) => event.preventDefault());
  }

  named(): void {
    this.#from.fill(this.#assets.all);
    this.#to.fill(this.#assets.all);
  }

  enter(): void {
    this.#stop ??= repeat(refreshed, (signal) => this.#convert(false, signal));
  }

  leave(): void {
    this.#stop?.();
    this.#stop = null;
  }

  #swap(): void {
    [this.#from.value, this.#to.value] = [this.#to.value, this.#from.value];
    void this.#convert(true);
  }

  async #convert(byReader: boolean, signal?: AbortSignal): Promise<void> {
    const asked = ++this.#asked;
    const value = digits.read(this.#amount.value);
    const { value: from } = this.#from;
    const { value: to } = this.#to;
    if (value === null) return this.#show('', `Not an amount. Write it like ${exactAmount('1234.5')}`);
    const understood = `${exactAmount(value)} ${from}`;
    if (from === to) return this.#show(understood, '');
    try {
      const answer = await read(`convert?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}&amount=${value}`, signal);
      if (asked !== this.#asked || !isRecord(answer)) return;
      const result = number(answer.result);
      const price = number(answer.price);
      if (result === null || price === null) return;
      const units = this.#assets.get(to)?.minorUnits ?? null;
      const shown = `${units === null ? fullNumber(result) : amount(result, units)} ${to}`;
      this.#show(shown, `for ${understood} at ${fullNumber(Number(price.toPrecision(8)))}, ${text(answer.status) ?? ''}, rounded ${(text(answer.rounding) ?? '').replace('_', ' ')}`);
      if (byReader) this.#spoken.set(`${understood}: ${shown}`);
    } catch (error) {
      if (asked === this.#asked && !isAbort(error)) this.#show('', inWords(error));
    }
  }

  #show(result: string, small: string): void {
    this.#result.set(result);
    this.#small.set(small);
  }
}
