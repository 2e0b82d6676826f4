import { Flashes } from '../board/flashes';
import { element, LiveAttribute, LiveText } from '../dom/dom';
import { reasonsInWords, usageInWords } from '../feed/usageWords';
import { statusOf, type Entry } from '../market/priceStore';
import { age, basisPoints, fullNumber, nothing, percent, signOf, utc } from '../numbers/format';
import { Precision } from '../numbers/precision';
import { PriceText } from '../numbers/priceText';

const facts = [
  ['confidence', 'Confidence'],
  ['spread', 'Spread'],
  ['sources', 'Sources'],
  ['usage', 'Use'],
  ['via', 'Via'],
  ['timestamp', 'Market time'],
  ['exact', 'Exact'],
  ['version', 'Epoch · sequence'],
] as const;

/** A pair's price, big, and what belongs to it. */
export class QuotePanel {
  readonly element = element('section', { class: 'panel quote-panel', 'aria-label': 'Price' });
  readonly #flashes = new Flashes();
  readonly #precision = new Precision();
  readonly #texts = new Map<string, LiveText>();
  readonly #price: PriceText;
  readonly #bid: PriceText;
  readonly #ask: PriceText;
  readonly #flash: LiveAttribute;
  readonly #sign: LiveAttribute;
  readonly #usage: LiveAttribute;
  #time = 0;
  #moves = 0;

  constructor() {
    const big = (field: string, title: string): { side: HTMLElement; value: HTMLElement } => {
      const value = element('span', { class: 'figure', 'data-field': field });
      return { value, side: element('div', { class: `side ${field}` }, element('span', { class: 'side-title' }, title), value) };
    };
    const [bid, mid, ask] = [big('bid', 'Bid'), big('price', 'Mid'), big('ask', 'Ask')];
    this.#bid = new PriceText(bid.value);
    this.#price = new PriceText(mid.value);
    this.#ask = new PriceText(ask.value);
    this.#flash = new LiveAttribute(mid.value, 'data-flash');
    this.#usage = new LiveAttribute(this.element, 'data-usage');
    const change = this.#cell('span', 'change');
    this.#sign = new LiveAttribute(change, 'data-sign');
    this.element.append(
      element('div', { class: 'sides' }, bid.side, mid.side, ask.side),
      element('p', { class: 'standing' }, this.#cell('span', 'status'), change, this.#cell('span', 'age')),
      element('dl', {}, ...facts.map(([field, title]) => element('div', {}, element('dt', {}, title), this.#cell('dd', field)))),
    );
  }

  show(entry: Entry, change: number, since: string, now: number): void {
    const { price, direction, moves } = entry;
    const decimals = this.#precision.of(price.price, price.to);
    this.#price.set(price.price, decimals);
    this.#bid.set(price.bid, decimals);
    this.#ask.set(price.ask, decimals);
    const spread = price.bid === null || price.ask === null ? null : price.ask - price.bid;
    this.#set('status', statusOf(entry));
    const written = percent(change);
    this.#set('change', `${written} ${since}`);
    this.#sign.set(signOf(written));
    this.#set('confidence', price.confidence === null ? nothing : `± ${fullNumber(Number(price.confidence.toPrecision(4)))} (${basisPoints(price.confidence, price.price)} bp)`);
    this.#set('spread', spread === null ? nothing : `${basisPoints(spread, price.price)} bp`);
    this.#set('sources', String(price.sources));
    const why = reasonsInWords(price.reasons);
    this.#set('usage', price.usage === null ? nothing : why === '' ? usageInWords(price.usage) : `${usageInWords(price.usage)}: ${why}`);
    this.#usage.set(entry.confirmed ? price.usage : null);
    this.#set('via', price.via.length === 0 ? 'direct' : price.via.join(', '));
    this.#set('timestamp', utc(price.time));
    this.#set('exact', fullNumber(price.price));
    this.#set('version', `${price.epoch} · ${price.sequence}`);
    if (moves !== this.#moves && direction !== null) this.#flashes.flash(this.#flash, direction);
    this.#moves = moves;
    this.#time = price.time;
    this.showAge(now);
  }

  showAge(now: number): void {
    if (this.#time > 0) this.#set('age', `${age(now - this.#time)} old`);
  }

  #cell(tag: 'span' | 'dd', field: string): HTMLElement {
    const text = new LiveText();
    this.#texts.set(field, text);
    return element(tag, { 'data-field': field }, text.node);
  }

  #set(field: string, text: string): void {
    this.#texts.get(field)!.set(text);
  }
}
