import { button, element } from '../dom/dom';
import { isAbort } from '../feed/api';
import type { Price } from '../feed/price';
import { decimalsFor } from '../numbers/precision';
import { grown, intervals, type Candle, type Interval } from './candle';
import type { CandleChart } from './candleChart';
import { CandleHistory } from './candleHistory';

/** What the reader has chosen, for every pair. Until then each pair begins with the shortest bars that there are some of. */
let chosen: Interval | null = null;

const shortest: Interval = '1m';
/** Beyond it nothing is looked for on the reader's behalf. */
const longest: Interval = '1h';
/** Fewer recorded bars are no chart. */
const few = 5;

/** The candles of a pair: recorded ones, more of them when scrolled to, and the last one live. */
export class ChartPanel {
  readonly element: HTMLElement;
  readonly #pair: string;
  #interval = chosen ?? shortest;
  #searching = chosen === null;
  readonly #buttons = new Map<Interval, HTMLButtonElement>();
  readonly #place = element('div', { class: 'chart' });
  readonly #note = element('p', { class: 'chart-note', role: 'status' });
  #candles: Candle[] = [];
  #chart: CandleChart | null = null;
  #history: CandleHistory;
  #asking: AbortController | null = null;
  #price: Price | null = null;
  #entered = false;

  constructor(pair: string) {
    this.#pair = pair;
    this.#history = new CandleHistory(pair, this.#interval);
    const row = element('div', { class: 'tabs', role: 'group', 'aria-label': 'Length of a candle' });
    for (const interval of intervals) {
      const made = button({ 'data-interval': interval }, () => this.#choose(interval), interval);
      this.#buttons.set(interval, made);
      row.append(made);
    }
    this.element = element(
      'section',
      { class: 'panel chart-panel', 'aria-labelledby': 'chart-title' },
      element('header', {}, element('h2', { id: 'chart-title' }, 'Candles'), row),
      element('div', { class: 'chart-frame' }, this.#place, this.#note),
      element(
        'p',
        { class: 'chart-foot' },
        element('span', {}, 'Times in UTC'),
        element('a', { href: 'https://www.tradingview.com/', rel: 'noopener noreferrer', target: '_blank' }, 'Charts by TradingView'),
      ),
    );
    this.#mark();
  }

  enter(): void {
    this.#entered = true;
    void this.#load(false);
  }

  leave(): void {
    this.#entered = false;
    this.#asking?.abort();
    this.#chart?.remove();
    this.#chart = null;
  }

  /** After a reconnection: what was missed comes from the record. */
  reload(): void {
    this.#history = new CandleHistory(this.#pair, this.#interval);
    if (this.#entered) void this.#load(false);
  }

  /** A new price, for the last bar. */
  take(price: Price): void {
    this.#price = price;
    const bar = grown(this.#candles.at(-1), price.price, price.time, this.#interval);
    if (bar === null) return;
    if (bar.time === this.#candles.at(-1)?.time) this.#candles[this.#candles.length - 1] = bar;
    else this.#candles.push(bar);
    if (this.#asking !== null || !this.#entered) return; // All bars are drawn when they have come.
    if (this.#chart !== null) this.#chart.update(bar);
    else void this.#draw(false);
  }

  /** The next shorter or longer interval. */
  step(by: number): void {
    const next = intervals[intervals.indexOf(this.#interval) + by];
    if (next !== undefined) this.#choose(next);
  }

  scroll(share: number): void {
    this.#chart?.scroll(share);
  }

  #choose(interval: Interval): void {
    chosen = interval;
    this.#searching = false;
    if (interval !== this.#interval) this.#show(interval);
  }

  #show(interval: Interval): void {
    this.#interval = interval;
    this.#mark();
    this.#candles = [];
    this.reload();
  }

  /** Where hardly any bar is recorded: the next longer ones, and in the end the shortest all the same. */
  #searchOn(): void {
    this.#searching = this.#interval !== longest;
    this.#show(this.#searching ? intervals[intervals.indexOf(this.#interval) + 1]! : shortest);
  }

  #mark(): void {
    for (const [interval, made] of this.#buttons) made.setAttribute('aria-pressed', String(interval === this.#interval));
  }

  async #load(older: boolean): Promise<void> {
    if (older && (this.#asking !== null || !this.#history.hasMore)) return;
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    if (this.#candles.length === 0) this.#say('Loading…');
    try {
      const candles = await this.#history.further(asking.signal);
      if (this.#searching && candles.length < few) {
        this.#searchOn();
        return;
      }
      this.#searching = false;
      // The live bars go on where the record ends.
      const last = candles.at(-1)?.time ?? -Infinity;
      this.#candles = [...candles, ...this.#candles.filter(({ time }) => time > last)];
      this.#say(candles.length > 0 ? '' : 'Nothing is recorded yet: bars grow from the live price.');
    } catch (error) {
      if (isAbort(error)) return;
      this.#history.giveUp();
      this.#say('There is no record of this pair: bars grow from the live price.');
    }
    if (this.#asking !== asking) return;
    if (this.#price !== null) this.take(this.#price);
    await this.#draw(older);
    if (this.#asking === asking) this.#asking = null;
  }

  async #draw(keep: boolean): Promise<void> {
    const price = this.#price?.price ?? this.#candles.at(-1)?.close;
    if (price === undefined || this.#candles.length === 0) return;
    const { CandleChart } = await import('./candleChart');
    if (!this.#entered) return;
    this.#chart ??= new CandleChart(this.#place, decimalsFor(price, this.#pair.split('/')[1] ?? ''), () => void this.#load(true));
    this.#chart.set(this.#candles, keep);
  }

  #say(text: string): void {
    this.#note.textContent = text;
    this.#note.classList.toggle('small', this.#price !== null || this.#candles.length > 0);
  }
}
