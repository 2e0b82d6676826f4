import { DirectionText } from './directionText';
import { element, LiveAttribute, LiveText } from './dom';
import { Flashes } from './flashes';
import { age, basisPoints, fullNumber, nothing, utc } from './format';
import { Precision } from './precision';
import type { Price } from './price';
import { PriceStore, type Entry } from './priceStore';
import { PriceText } from './priceText';
import { explain, type SubscriptionResult } from './subscription';
import type { View } from './view';

/** One pair, big: tracked or not, as long as the service can price it. */
export class PairView implements View {
  readonly element: HTMLElement;
  readonly title: string;
  readonly pairs: readonly string[];
  readonly #pair: string;
  readonly #store = new PriceStore();
  readonly #flashes = new Flashes();
  readonly #precision = new Precision();
  readonly #statusAttribute: LiveAttribute;
  readonly #unconfirmed: LiveAttribute;
  readonly #direction: LiveAttribute;
  readonly #flash: LiveAttribute;
  readonly #price: PriceText;
  readonly #bid: PriceText;
  readonly #ask: PriceText;
  readonly #change: DirectionText;
  readonly #texts = new Map<string, LiveText>();
  readonly #facts = element('div', { class: 'facts' });
  readonly #note = element('p', { class: 'note' }, 'Waiting for a price…');
  #time = 0;
  #moves = 0;

  constructor(pair: string) {
    this.#pair = pair;
    this.title = `${pair} · FxOrleans`;
    this.pairs = [pair];
    const [from, to] = pair.split('/');
    const price = element('span', { class: 'big', 'data-field': 'price' });
    const change = element('span', { 'data-field': 'change' });
    const bid = element('dd', { 'data-field': 'bid' });
    const ask = element('dd', { 'data-field': 'ask' });
    this.#price = new PriceText(price);
    this.#change = new DirectionText(change);
    this.#bid = new PriceText(bid);
    this.#ask = new PriceText(ask);
    this.#facts.append(
      element('p', { class: 'headline' }, price, change),
      element('dl', { class: 'sides' }, fact('Bid', bid), fact('Ask', ask)),
      element(
        'dl',
        {},
        this.#fact('status', 'Status'),
        this.#fact('age', 'Age'),
        this.#fact('timestamp', 'Market time'),
        this.#fact('confidence', 'Confidence'),
        this.#fact('sources', 'Sources'),
        this.#fact('via', 'Via'),
        this.#fact('exact', 'Exact price'),
        this.#fact('version', 'Epoch · sequence'),
      ),
    );
    this.#facts.hidden = true;
    this.element = element(
      'article',
      { class: 'pair', 'data-pair': pair, 'aria-labelledby': 'pair-name' },
      element('a', { class: 'back', href: '#/' }, '← All pairs'),
      element('h2', { id: 'pair-name' }, from ?? '', element('span', { class: 'quote' }, `/${to ?? ''}`)),
      this.#facts,
      this.#note,
    );
    this.#statusAttribute = new LiveAttribute(this.element, 'data-status');
    this.#unconfirmed = new LiveAttribute(this.element, 'data-unconfirmed');
    this.#direction = new LiveAttribute(this.element, 'data-direction');
    this.#flash = new LiveAttribute(price, 'data-flash');
  }

  subscribing(): void {
    this.#store.unconfirmAll();
  }

  subscribed({ rejected }: SubscriptionResult): void {
    const [rejection] = rejected;
    if (rejection === undefined) {
      this.#note.hidden = this.#store.size > 0;
      this.#note.replaceChildren('Waiting for a price…');
    } else {
      this.#note.hidden = false;
      this.#note.replaceChildren(`${explain(rejection.code)} `, element('code', {}, rejection.code));
    }
  }

  apply(prices: readonly Price[]): void {
    for (const price of prices) {
      if (price.pair === this.#pair) this.#store.apply(price);
    }
  }

  render(now: number): void {
    this.#store.drain((entry) => this.#show(entry, now));
  }

  renderAges(now: number): void {
    if (this.#store.size > 0) this.#set('age', age(now - this.#time));
  }

  shown(): Iterable<Entry> {
    return this.#store.entries();
  }

  #show({ price, direction, moves, confirmed }: Entry, now: number): void {
    const decimals = this.#precision.of(price.price, price.to);
    this.#facts.hidden = false;
    if (confirmed) this.#note.hidden = true;
    this.#statusAttribute.set(price.status);
    this.#unconfirmed.set(confirmed ? null : '');
    this.#direction.set(direction);
    this.#change.set(direction);
    this.#price.set(price.price, decimals);
    this.#bid.set(price.bid, decimals);
    this.#ask.set(price.ask, decimals);
    this.#set('status', price.simulated ? `${price.status}, simulated` : price.status);
    this.#set('timestamp', utc(price.time));
    this.#set('confidence', confidence(price));
    this.#set('sources', String(price.sources));
    this.#set('via', price.via.length === 0 ? 'direct' : price.via.join(', '));
    this.#set('exact', fullNumber(price.price));
    this.#set('version', `${price.epoch} · ${price.sequence}`);
    if (moves !== this.#moves && direction !== null) this.#flashes.flash(this.#flash, direction);
    this.#moves = moves;
    this.#time = price.time;
    this.renderAges(now);
  }

  #fact(field: string, title: string): HTMLElement {
    const text = new LiveText();
    this.#texts.set(field, text);
    return fact(title, element('dd', { 'data-field': field }, text.node));
  }

  #set(field: string, text: string): void {
    this.#texts.get(field)?.set(text);
  }
}

function fact(title: string, value: HTMLElement): HTMLElement {
  return element('div', {}, element('dt', {}, title), value);
}

function confidence(price: Price): string {
  if (price.confidence === null) return nothing;
  return `± ${fullNumber(Number(price.confidence.toPrecision(4)))} (${basisPoints(price.confidence, price.price)} bp)`;
}
