import { element, LiveAttribute, LiveText } from '../dom/dom';
import { age, nothing, percent, whole } from '../numbers/format';
import { MoodSwitch } from './moodSwitch';
import type { ProviderStatus } from './providerStatus';

const fields = ['state', 'lag', 'success', 'accepted', 'rejected', 'outliers', 'quota', 'failure'] as const;
type Field = (typeof fields)[number];

/** What a cell is, where there is no room for a line of titles. */
const labels: Record<Field, string> = {
  state: 'State',
  lag: 'Newest quote',
  success: 'Last answer',
  accepted: 'Taken',
  rejected: 'Refused',
  outliers: 'Outliers',
  quota: 'Quota left',
  failure: 'Last failure',
};

/** One provider and, in the demo, its switch. */
export class ProviderRow {
  readonly element: HTMLTableRowElement;
  readonly mood: MoodSwitch;
  readonly #state: LiveAttribute;
  readonly #texts = new Map<Field, LiveText>();
  readonly #kind = new LiveText();
  readonly #attribution = new LiveText();
  readonly #failures: LiveAttribute;

  constructor(name: string, failed: (message: string) => void) {
    this.mood = new MoodSwitch(name, failed);
    const cells = fields.map((field) => {
      const text = new LiveText();
      this.#texts.set(field, text);
      return element('td', { 'data-field': field, 'data-label': labels[field] }, text.node);
    });
    this.element = element(
      'tr',
      { 'data-provider': name },
      element('th', { scope: 'row' }, name, element('span', { class: 'kind' }, this.#kind.node), element('span', { class: 'attribution' }, this.#attribution.node)),
      ...cells,
      element('td', { class: 'mood' }, this.mood.element),
    );
    this.#state = new LiveAttribute(this.element, 'data-state');
    this.#failures = new LiveAttribute(cells[fields.indexOf('failure')]!, 'title');
  }

  show(status: ProviderStatus, now: number): void {
    const { failure } = status;
    this.#state.set(status.state);
    this.#kind.set(status.kind);
    this.#attribution.set(status.attribution ?? '');
    this.#set('state', status.state.replaceAll('_', ' '));
    this.#set('lag', status.lag === null ? since(status.newestQuote, now) : age(status.lag * 1000));
    this.#set('success', since(status.lastSuccess, now));
    this.#set('accepted', whole(status.accepted));
    this.#set('rejected', whole(status.rejected));
    this.#set('outliers', status.outlierRate === null ? nothing : percent(status.outlierRate).replace('+', ''));
    this.#set('quota', whole(status.quotaLeft));
    this.#set('failure', failure === null ? nothing : `${failure.kind.replaceAll('_', ' ')}, ${since(failure.at, now)} ago`);
    const kinds = status.failures.map(([kind, count]) => `${kind.replaceAll('_', ' ')}: ${whole(count)}`).join('\n');
    this.#failures.set(failure === null ? null : [failure.message, kinds].filter((line) => line !== '').join('\n'));
  }

  #set(field: Field, text: string): void {
    this.#texts.get(field)!.set(text);
  }
}

function since(time: number | null, now: number): string {
  return time === null ? nothing : age(now - time);
}
