import { button, element, LiveAttribute, LiveText } from '../dom/dom';
import { ExplainPanel } from '../explain/explainPanel';
import type { PairListener } from '../feed/pairStream';
import { readPrice } from '../feed/price';
import type { RatesConnection } from '../feed/ratesConnection';
import { explain, isPassing } from '../feed/subscription';
import type { Market } from '../market/market';
import { PriceStore } from '../market/priceStore';
import { pairLink } from '../shell/route';
import type { View } from '../shell/view';
import { ChartPanel } from './chartPanel';
import { QuotePanel } from './quotePanel';

/** One pair: tracked or not, as long as the service can price it. It has a stream of its own. */
export class PairView implements View, PairListener {
  readonly element: HTMLElement;
  readonly title: string;
  readonly place = 'board';
  readonly #pair: string;
  readonly #market: Market;
  readonly #connection: RatesConnection;
  readonly #changed: () => void;
  readonly #store = new PriceStore();
  readonly #quote = new QuotePanel();
  readonly #chart: ChartPanel;
  readonly #explain = new ExplainPanel('Why this price');
  readonly #status: LiveAttribute;
  readonly #unconfirmed: LiveAttribute;
  readonly #simulated: LiveAttribute;
  readonly #names = new LiveText();
  readonly #star: HTMLButtonElement;
  readonly #board: HTMLButtonElement;
  readonly #boardText = new LiveText();
  readonly #content: HTMLElement;
  readonly #note = element('p', { class: 'note' });
  #stop: (() => void) | null = null;
  #streams = 0;
  #began = false;
  /** There is no such pair. */
  #isNone = false;

  constructor(pair: string, market: Market, connection: RatesConnection, changed: () => void) {
    this.#pair = pair;
    this.#market = market;
    this.#connection = connection;
    this.#changed = changed;
    this.title = `${pair} · FxOrleans`;
    this.#chart = new ChartPanel(pair);
    const [from = '', to = ''] = pair.split('/');
    this.#star = button({ class: 'star', 'aria-label': `Favourite ${pair}`, 'aria-keyshortcuts': 'f' }, () => this.#favourite());
    this.#board = button({ class: 'plain small-button' }, () => this.#toggleBoard(), this.#boardText.node);
    this.#content = element('div', { class: 'pair-content', 'data-waiting': '' }, this.#quote.element, this.#chart.element, this.#explain.element);
    this.element = element(
      'article',
      { class: 'pair', 'data-pair': pair, 'aria-labelledby': 'pair-name' },
      element(
        'header',
        { class: 'pair-head' },
        element('a', { class: 'back', href: '#/' }, '← Board'),
        element('h2', { id: 'pair-name' }, from, element('span', { class: 'quote' }, `/${to}`)),
        element('span', { class: 'demo' }, 'demo'),
        this.#star,
        element('p', { class: 'names' }, this.#names.node),
        element('a', { class: 'plain small-button', href: pairLink(`${to}/${from}`) }, '⇄ ', `${to}/${from}`),
        this.#board,
      ),
      this.#content,
      this.#note,
    );
    this.#status = new LiveAttribute(this.element, 'data-status');
    this.#unconfirmed = new LiveAttribute(this.element, 'data-unconfirmed');
    this.#simulated = new LiveAttribute(this.element, 'data-demo');
    this.#note.hidden = true;
    this.#dress();
  }

  enter(): void {
    // What the board knows is there at once; the stream's first message says what holds.
    const known = this.#market.prices.get(this.#pair);
    if (known !== undefined) this.#store.apply(known.price);
    if (known?.confirmed === false) this.#store.unconfirmAll();
    this.#stop = this.#connection.stream(this.#pair, this);
    this.#changed();
  }

  leave(): void {
    this.#stop?.();
    this.#stop = null;
    this.#chart.leave();
    this.#explain.leave();
  }

  subscribing(): void {
    // What the board knew when the view was opened is current; what was known before a loss is not.
    if (this.#streams++ > 0) {
      this.#store.unconfirmAll();
      if (this.#began) this.#chart.reload();
    }
    this.#changed();
  }

  ticks(raw: unknown): void {
    if (!Array.isArray(raw)) return;
    for (const item of raw) {
      const price = readPrice(item);
      if (price !== null && price.pair === this.#pair) this.#store.apply(price);
    }
    this.#changed();
  }

  lost(): void {
    this.#store.unconfirmAll();
    this.#changed();
  }

  refused(code: string): void {
    this.#note.hidden = false;
    this.#content.hidden = !this.#began;
    this.#isNone = !this.#began && !isPassing(code);
    this.#dress();
    this.#note.replaceChildren(`${explain(code)} `, element('code', {}, code));
  }

  render(_changed: unknown, now: number): void {
    this.#store.drain((entry) => {
      const { price, first, confirmed } = entry;
      const before = this.#market.dayBefore.of(price.from, price.to);
      this.#status.set(confirmed ? price.status : null);
      this.#unconfirmed.set(confirmed ? null : '');
      this.#simulated.set(price.simulated ? '' : null);
      this.#quote.show(entry, price.price / (before ?? first) - 1, before === null ? 'since opened' : 'in 24 h', now);
      if (confirmed) this.#note.hidden = true;
      if (!this.#began) this.#begin();
      if (confirmed) this.#chart.take(price);
    });
  }

  tick(now: number): void {
    this.#quote.showAge(now);
    this.#dress();
  }

  key(event: KeyboardEvent): boolean {
    switch (event.key) {
      case 'Escape':
        location.hash = '#/';
        return true;
      case 'f':
        this.#favourite();
        return true;
      case '[':
      case ']':
        this.#chart.step(event.key === '[' ? -1 : 1);
        return true;
      case 'ArrowLeft':
      case 'ArrowRight':
        this.#chart.scroll(event.key === 'ArrowLeft' ? -0.2 : 0.2);
        return true;
      default:
        return false;
    }
  }

  get prices(): PriceStore {
    return this.#store;
  }

  /** There is a price, so there is something to ask about. */
  #begin(): void {
    this.#began = true;
    this.#isNone = false;
    this.#content.hidden = false;
    this.#content.removeAttribute('data-waiting');
    this.#chart.enter();
    void this.#market.dayBefore.learn(this.#pair.split('/'), Date.now());
    this.#explain.follow(this.#pair);
  }

  #favourite(): void {
    this.#market.favourites.toggle(this.#pair);
    // A favourite is on the board.
    if (this.#market.favourites.has(this.#pair) && !this.#isOnBoard()) this.#market.added.toggle(this.#pair);
    this.#dress();
  }

  #toggleBoard(): void {
    this.#market.added.toggle(this.#pair);
    this.#dress();
  }

  #isOnBoard(): boolean {
    return this.#market.added.has(this.#pair) || this.#market.prices.get(this.#pair) !== undefined;
  }

  #dress(): void {
    const [from = '', to = ''] = this.#pair.split('/');
    const { assets, added, favourites } = this.#market;
    const names = [assets.nameOf(from), assets.nameOf(to)].filter((name) => name !== '');
    this.#names.set(names.length === 2 ? names.join(' in ') : '');
    this.#star.setAttribute('aria-pressed', String(favourites.has(this.#pair)));
    const mine = added.has(this.#pair);
    this.#star.hidden = this.#isNone && !favourites.has(this.#pair);
    this.#board.hidden = this.#isNone && !mine;
    this.#boardText.set(mine ? 'Remove from board' : this.#isOnBoard() ? 'On the board' : 'Add to board');
    this.#board.disabled = !mine && this.#isOnBoard();
  }
}
