import { button, element } from '../dom/dom';
import { repeat } from '../dom/repeat';
import { ExplainPanel } from '../explain/explainPanel';
import { inWords, isAbort, read } from '../feed/api';
import type { ServerClock } from '../feed/serverClock';
import { pairLink } from '../shell/route';
import type { View } from '../shell/view';
import { nameKey, readMoods } from './misbehaviour';
import { ProviderRow } from './providerRow';
import { readProviders } from './providerStatus';

const refreshed = 1_000;
const watchable = ['USD/EUR', 'USD/GBP', 'USD/JPY', 'USD/NGN', 'USD/KES', 'XAU/USD', 'BTC/USD', 'AAPL/USD'];
const titles = ['Provider', 'State', 'Newest quote', 'Last answer', 'Taken', 'Refused', 'Outliers', 'Quota left', 'Last failure'];

/** How each provider does; in the demo, switches to make them misbehave while the consensus is watched. */
export class ProvidersView implements View {
  readonly element: HTMLElement;
  readonly title = 'Providers · FxOrleans';
  readonly place = 'providers';
  readonly #clock: ServerClock;
  readonly #body = element('tbody');
  readonly #table: HTMLTableElement;
  readonly #demo: HTMLElement;
  readonly #rows = new Map<string, ProviderRow>();
  readonly #note = element('p', { class: 'note' }, 'Asking…');
  readonly #problem = element('p', { class: 'problem', role: 'alert' });
  readonly #explain: ExplainPanel;
  readonly #pair: HTMLSelectElement;
  readonly #open = element('a', { href: '#/' }, 'Open');
  #stop: (() => void) | null = null;

  constructor(clock: ServerClock) {
    this.#clock = clock;
    this.#table = element(
      'table',
      { class: 'list providers' },
      element('caption', { class: 'unseen' }, 'Providers'),
      element('thead', {}, element('tr', {}, ...titles.map((name) => element('th', { scope: 'col' }, name)), element('th', { scope: 'col', class: 'mood' }, 'Demo: make it'))),
      this.#body,
    );
    this.#table.hidden = true;
    this.#demo = element(
      'p',
      { class: 'demo-help' },
      'These providers are simulated. Make one lie, freeze or fail, and watch the price hold. ',
      button({ class: 'plain small-button' }, () => void this.#heal(), 'All honest again'),
    );
    this.#demo.hidden = true;
    this.#pair = element('select', { id: 'watched-pair' }, ...watchable.map((pair) => new Option(pair, pair)));
    this.#pair.addEventListener('change', () => this.#follow());
    this.#explain = new ExplainPanel('The consensus on', element('label', { for: 'watched-pair', class: 'unseen' }, 'Pair'), this.#pair, this.#open);
    this.#problem.hidden = true;
    this.#explain.element.hidden = true; // Until the table above it has its height.
    this.element = element(
      'section',
      { class: 'providers-view', 'aria-label': 'Providers' },
      element('div', { class: 'panel' }, this.#demo, this.#problem, element('div', { class: 'wide' }, this.#table), this.#note),
      this.#explain.element,
    );
  }

  enter(): void {
    this.#follow();
    this.#stop ??= repeat(refreshed, (signal) => this.#refresh(signal));
  }

  leave(): void {
    this.#stop?.();
    this.#stop = null;
    this.#explain.leave();
  }

  render(): void {}

  tick(): void {}

  key(): boolean {
    return false;
  }

  #follow(): void {
    this.#open.setAttribute('href', pairLink(this.#pair.value));
    this.#explain.follow(this.#pair.value);
  }

  async #heal(): Promise<void> {
    await Promise.all([...this.#rows.values()].map((row) => row.mood.heal()));
  }

  async #refresh(signal: AbortSignal): Promise<void> {
    try {
      const statuses = readProviders(await read('providers', signal));
      const moods = statuses.some(({ simulated }) => simulated) ? await this.#demoMoods(signal) : null;
      const now = this.#clock.now();
      for (const status of statuses) {
        let row = this.#rows.get(status.name);
        if (row === undefined) {
          row = new ProviderRow(status.name, (message) => this.#fail(message));
          this.#rows.set(status.name, row);
          this.#body.append(row.element);
        }
        row.show(status, now);
        const mood = moods?.get(nameKey(status.name));
        if (mood !== undefined && status.state !== 'disabled') row.mood.show(mood.provider, mood.mood);
      }
      this.#table.hidden = this.#rows.size === 0;
      this.#explain.element.hidden = this.#table.hidden;
      this.#note.hidden = this.#rows.size > 0;
      this.#note.textContent = 'No provider is configured.';
      this.#table.removeAttribute('data-old');
      if (moods !== null) this.#fail(null);
    } catch (error) {
      if (isAbort(error)) return;
      this.#table.setAttribute('data-old', '');
      this.#note.hidden = false;
      this.#note.textContent = inWords(error);
    }
  }

  /** Where there is no demo there is nothing to switch, and after the first answer that says so nobody asks again. */
  async #demoMoods(signal: AbortSignal): ReturnType<typeof readMoods> {
    if (this.#table.dataset.demo === 'none') return null;
    const moods = await readMoods(signal);
    const seen = moods !== null || this.#table.dataset.demo === 'there';
    this.#table.dataset.demo = seen ? 'there' : 'none';
    this.#demo.hidden = !seen;
    return moods;
  }

  #fail(message: string | null): void {
    this.#problem.hidden = message === null;
    this.#problem.textContent = message;
  }
}
