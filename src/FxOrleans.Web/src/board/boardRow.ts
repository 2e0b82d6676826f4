import { button, element, LiveAttribute, LiveText } from '../dom/dom';
import { reasonsInWords } from '../feed/usageWords';
import type { Market } from '../market/market';
import { statusOf, type Entry } from '../market/priceStore';
import { age, basisPoints, percent, signOf } from '../numbers/format';
import { Precision } from '../numbers/precision';
import { PriceText } from '../numbers/priceText';
import { pairLink } from '../shell/route';
import type { Flashes } from './flashes';
import { Sparkline } from './sparkline';

/** One row of the board. Its elements are made once; only what changed is written. */
export class BoardRow {
  readonly element: HTMLTableRowElement;
  readonly pair: string;
  readonly link: HTMLAnchorElement;
  readonly #market: Market;
  readonly #precision = new Precision();
  readonly #sparkline = new Sparkline();
  readonly #name = new LiveText();
  readonly #star: HTMLButtonElement;
  readonly #attributes: Record<'data-status' | 'data-usage' | 'data-unconfirmed' | 'data-demo', LiveAttribute>;
  readonly #why: LiveAttribute;
  readonly #flash: LiveAttribute;
  readonly #sign: LiveAttribute;
  readonly #price: PriceText;
  readonly #bid: PriceText;
  readonly #ask: PriceText;
  readonly #change = new LiveText();
  readonly #confidence = new LiveText();
  readonly #sources = new LiveText();
  readonly #status = new LiveText();
  readonly #age = new LiveText();
  #entry: Entry;
  #moves = 0;

  constructor(entry: Entry, market: Market) {
    const { pair, from, to } = entry.price;
    this.#entry = entry;
    this.#market = market;
    this.pair = pair;
    this.link = element('a', { href: pairLink(pair) }, from, element('span', { class: 'quote' }, `/${to}`));
    this.#star = button({ class: 'star', 'aria-label': `Favourite ${pair}`, tabindex: '-1' }, () => market.favourites.toggle(pair));
    const price = cell('price');
    const bid = cell('bid');
    const ask = cell('ask');
    const change = cell('change', this.#change.node);
    const status = cell('status', this.#status.node);
    this.element = element(
      'tr',
      { role: 'row', 'data-pair': pair },
      cell('favourite', this.#star),
      element(
        'th',
        { role: 'rowheader', scope: 'row', 'data-field': 'pair' },
        this.link,
        element('span', { class: 'demo' }, 'demo'),
        element('span', { class: 'name' }, this.#name.node),
      ),
      bid,
      price,
      ask,
      change,
      cell('trail', this.#sparkline.element),
      cell('confidence', this.#confidence.node),
      cell('sources', this.#sources.node),
      status,
      cell('age', this.#age.node),
    );
    this.#price = new PriceText(price);
    this.#bid = new PriceText(bid);
    this.#ask = new PriceText(ask);
    this.#attributes = {
      'data-status': new LiveAttribute(this.element, 'data-status'),
      'data-usage': new LiveAttribute(this.element, 'data-usage'),
      'data-unconfirmed': new LiveAttribute(this.element, 'data-unconfirmed'),
      'data-demo': new LiveAttribute(this.element, 'data-demo'),
    };
    this.#why = new LiveAttribute(status, 'title');
    this.#flash = new LiveAttribute(price, 'data-flash');
    this.#sign = new LiveAttribute(change, 'data-sign');
    this.showName();
    this.showFavourite();
  }

  get entry(): Entry {
    return this.#entry;
  }

  /** Takes the newest price without showing it yet. */
  take(entry: Entry): void {
    this.#entry = entry;
  }

  show(now: number, flashes: Flashes | null): void {
    const { price, direction, moves, confirmed } = this.#entry;
    const decimals = this.#precision.of(price.price, price.to);
    this.#price.set(price.price, decimals);
    this.#bid.set(price.bid, decimals);
    this.#ask.set(price.ask, decimals);
    this.#confidence.set(basisPoints(price.confidence, price.price));
    this.#sources.set(String(price.sources));
    this.#status.set(statusOf(this.#entry));
    this.#attributes['data-status'].set(confirmed ? price.status : null);
    this.#attributes['data-usage'].set(confirmed ? price.usage : null);
    this.#why.set(confirmed ? reasonsInWords(price.reasons) || null : null);
    this.#attributes['data-unconfirmed'].set(confirmed ? null : '');
    this.#attributes['data-demo'].set(price.simulated ? '' : null);
    if (moves !== this.#moves && direction !== null) flashes?.flash(this.#flash, direction);
    this.#moves = moves;
    this.showAge(now);
  }

  /** What changes with time alone. */
  showAge(now: number): void {
    this.#age.set(age(now - this.#entry.price.time));
    const change = percent(this.#market.changeOf(this.#entry));
    this.#change.set(change);
    this.#sign.set(signOf(change));
  }

  showName(): void {
    const { from, to } = this.#entry.price;
    const names = this.#market.assets;
    this.#name.set(from === 'USD' ? names.nameOf(to) : to === 'USD' ? names.nameOf(from) : `${names.nameOf(from)} in ${names.nameOf(to)}`);
  }

  showFavourite(): void {
    this.#star.setAttribute('aria-pressed', String(this.#market.favourites.has(this.pair)));
  }

  draw(): void {
    this.#sparkline.draw(this.#market.trail(this.pair));
  }
}

function cell(field: string, ...content: Node[]): HTMLTableCellElement {
  return element('td', { role: 'cell', 'data-field': field }, ...content);
}
