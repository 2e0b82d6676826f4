import { DirectionText } from './directionText';
import { element, LiveAttribute, LiveText } from './dom';
import type { Flashes } from './flashes';
import { age, basisPoints } from './format';
import { Precision } from './precision';
import type { Price } from './price';
import type { Entry } from './priceStore';
import { PriceText } from './priceText';
import { pairLink } from './route';

/** One row of the table. Its elements are made once; only what changed is written. */
export class PriceRow {
  readonly element: HTMLTableRowElement;
  readonly from: string;
  readonly to: string;
  readonly pair: string;
  readonly #precision = new Precision();
  readonly #decimals: LiveAttribute;
  readonly #statusAttribute: LiveAttribute;
  readonly #unconfirmed: LiveAttribute;
  readonly #simulated: LiveAttribute;
  readonly #direction: LiveAttribute;
  readonly #flash: LiveAttribute;
  readonly #change: DirectionText;
  readonly #price: PriceText;
  readonly #bid: PriceText;
  readonly #ask: PriceText;
  readonly #confidence = new LiveText();
  readonly #sources = new LiveText();
  readonly #status = new LiveText();
  readonly #age = new LiveText();
  #time = 0;
  #moves = 0;

  constructor({ pair, from, to }: Price) {
    this.pair = pair;
    this.from = from;
    this.to = to;
    const link = element('a', { href: pairLink(pair) }, from, element('span', { class: 'quote' }, `/${to}`));
    const demo = element('span', { class: 'demo' }, 'demo');
    const change = cell('change');
    const price = cell('price');
    const bid = cell('bid');
    const ask = cell('ask');
    this.element = element(
      'tr',
      { role: 'row', 'data-pair': pair },
      element('th', { role: 'rowheader', scope: 'row', 'data-field': 'pair' }, link, demo),
      change,
      price,
      bid,
      ask,
      cell('confidence', this.#confidence),
      cell('sources', this.#sources),
      cell('status', this.#status),
      cell('age', this.#age),
    );
    this.#change = new DirectionText(change);
    this.#price = new PriceText(price);
    this.#bid = new PriceText(bid);
    this.#ask = new PriceText(ask);
    this.#decimals = new LiveAttribute(this.element, 'data-decimals');
    this.#statusAttribute = new LiveAttribute(this.element, 'data-status');
    this.#unconfirmed = new LiveAttribute(this.element, 'data-unconfirmed');
    this.#simulated = new LiveAttribute(this.element, 'data-demo');
    this.#direction = new LiveAttribute(this.element, 'data-direction');
    this.#flash = new LiveAttribute(price, 'data-flash');
  }

  show({ price, direction, moves, confirmed }: Entry, now: number, flashes: Flashes): void {
    const decimals = this.#precision.of(price.price, this.to);
    this.#decimals.set(String(decimals));
    this.#price.set(price.price, decimals);
    this.#bid.set(price.bid, decimals);
    this.#ask.set(price.ask, decimals);
    this.#confidence.set(basisPoints(price.confidence, price.price));
    this.#sources.set(String(price.sources));
    this.#status.set(price.status);
    this.#statusAttribute.set(price.status);
    this.#unconfirmed.set(confirmed ? null : '');
    this.#simulated.set(price.simulated ? '' : null);
    this.#direction.set(direction);
    this.#change.set(direction);
    if (moves !== this.#moves && direction !== null) flashes.flash(this.#flash, direction);
    this.#moves = moves;
    this.#time = price.time;
    this.showAge(now);
  }

  showAge(now: number): void {
    this.#age.set(age(now - this.#time));
  }
}

function cell(field: string, text?: LiveText): HTMLTableCellElement {
  const made = element('td', { role: 'cell', 'data-field': field });
  if (text !== undefined) made.append(text.node);
  return made;
}
