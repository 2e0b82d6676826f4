import { CandlestickSeries, ColorType, createChart, CrosshairMode, type IChartApi, type ISeriesApi, type UTCTimestamp } from 'lightweight-charts';
import { colours } from '../dom/colours';
import { digits, locale } from '../numbers/locale';
import type { Candle } from './candle';

const nearTheEdge = 15;
const roomAtTheRight = 4;

/** The drawn candles. Loaded only when a pair is looked at. */
export class CandleChart {
  readonly #chart: IChartApi;
  readonly #series: ISeriesApi<'Candlestick'>;
  readonly #ended: () => void;

  constructor(place: HTMLElement, decimals: number, atTheEdge: () => void) {
    this.#chart = createChart(place, {
      autoSize: true,
      // Its logo would bring a style of its own, which the page's policy refuses; the page has the link instead.
      layout: { attributionLogo: false, fontFamily: getComputedStyle(place).fontFamily, fontSize: 11 },
      localization: { locale, dateFormat: 'yyyy-MM-dd', priceFormatter: (price: number) => digits.write(price.toFixed(decimals)) },
      timeScale: { timeVisible: true, barSpacing: 9, secondsVisible: false, rightOffset: roomAtTheRight, borderVisible: false },
      rightPriceScale: { borderVisible: false, scaleMargins: { top: 0.12, bottom: 0.08 } },
      crosshair: { mode: CrosshairMode.Normal },
    });
    this.#series = this.#chart.addSeries(CandlestickSeries, {
      borderVisible: false,
      priceFormat: { type: 'price', precision: decimals, minMove: 10 ** -decimals },
    });
    this.#chart.timeScale().subscribeVisibleLogicalRangeChange((range) => {
      if (range !== null && range.from < nearTheEdge) atTheEdge();
    });
    this.#dress();
    this.#ended = colours.onChange(() => this.#dress());
  }

  /** Shows these bars. What was in sight stays in sight where older ones came: the chart counts from its newest bar. */
  set(candles: readonly Candle[], keep: boolean): void {
    this.#series.setData(candles.map((candle) => ({ ...candle, time: candle.time as UTCTimestamp })));
    if (!keep) this.#chart.timeScale().scrollToPosition(roomAtTheRight, false);
  }

  /** The last bar, or one after it. */
  update(candle: Candle): void {
    this.#series.update({ ...candle, time: candle.time as UTCTimestamp });
  }

  /** Moves through time by a share of what is in sight. */
  scroll(share: number): void {
    const scale = this.#chart.timeScale();
    const range = scale.getVisibleLogicalRange();
    if (range !== null) scale.scrollToPosition(scale.scrollPosition() + (range.to - range.from) * share, false);
  }

  remove(): void {
    this.#ended();
    this.#chart.remove();
  }

  #dress(): void {
    const [up, down, line, accent] = ['--up', '--down', '--line', '--accent'].map((name) => colours.of(name)) as [string, string, string, string];
    this.#chart.applyOptions({
      layout: { background: { type: ColorType.Solid, color: colours.of('--surface') }, textColor: colours.of('--muted') },
      grid: { vertLines: { color: line }, horzLines: { color: line } },
      crosshair: { vertLine: { labelBackgroundColor: accent }, horzLine: { labelBackgroundColor: accent } },
    });
    this.#series.applyOptions({ upColor: up, downColor: down, wickUpColor: up, wickDownColor: down });
  }
}
