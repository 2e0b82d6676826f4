import { drawing, element, LiveAttribute, LiveText } from '../dom/dom';
import { age, nothing } from '../numbers/format';
import { digits } from '../numbers/locale';
import type { DeviationScale } from './deviationScale';
import type { Opinion } from './explanation';
import { deviationInWords, isBlameless, verdictInWords } from './verdictWords';

/** One source on the scale. */
export class SourceRow {
  readonly element: HTMLTableRowElement;
  readonly #dot = drawing('circle', { class: 'dot', cy: '50%', r: '4' });
  readonly #line = drawing('line', { class: 'spread', y1: '50%', y2: '50%' });
  readonly #value = new LiveText();
  readonly #deviation = new LiveText();
  readonly #weight = new LiveText();
  readonly #bar = element('span', { class: 'bar-fill' });
  readonly #age = new LiveText();
  readonly #verdict = new LiveText();
  readonly #state: LiveAttribute;

  constructor(provider: string) {
    this.element = element(
      'tr',
      { 'data-provider': provider },
      element('th', { scope: 'row' }, provider),
      element('td', { class: 'track' }, drawing('svg', { class: 'scale', 'aria-hidden': 'true', focusable: 'false' }, this.#line, this.#dot)),
      element('td', { class: 'value' }, this.#value.node),
      element('td', { class: 'deviation' }, this.#deviation.node),
      element('td', { class: 'weight' }, element('span', { class: 'bar-track', 'aria-hidden': 'true' }, this.#bar), element('span', { class: 'share' }, this.#weight.node)),
      element('td', { class: 'age' }, this.#age.node),
      element('td', { class: 'verdict', 'data-field': 'verdict' }, this.#verdict.node),
    );
    this.#state = new LiveAttribute(this.element, 'data-verdict');
  }

  show(opinion: Opinion, price: number, scale: DeviationScale, share: number, decimals: number): void {
    const { value, bid, ask, kept, reason } = opinion;
    this.#state.set(kept ? 'kept' : isBlameless(reason) ? 'aside' : 'rejected');
    this.#dot.setAttribute('cx', percent(scale.place(value)));
    this.#dot.setAttribute('r', String(kept ? 3.5 + 2.5 * share : 3.5));
    this.#line.setAttribute('x1', percent(scale.place(bid ?? value)));
    this.#line.setAttribute('x2', percent(scale.place(ask ?? value)));
    const far = value / price > 5 || value / price < 0.2;
    this.#value.set(digits.write(far ? String(Number(value.toPrecision(7))) : value.toFixed(decimals)));
    this.#deviation.set(digits.write(deviationInWords(value, price)));
    this.#weight.set(kept ? `${Math.round(share * 100)} %` : nothing);
    this.#bar.style.inlineSize = percent(share);
    this.#age.set(opinion.age === null ? nothing : age(opinion.age * 1000));
    this.#verdict.set(verdictInWords(kept, reason));
  }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}
