import { element, LiveText } from '../dom/dom';
import { repeat } from '../dom/repeat';
import { inWords, isAbort, read } from '../feed/api';
import { nothing } from '../numbers/format';
import { digits } from '../numbers/locale';
import { readExplanation, type Explanation } from './explanation';
import { VerdictTable } from './verdictTable';

const refreshed = 1_000;

/** Why a price is what it is: its sources drawn, or the legs of a cross and theirs. Refreshed as long as it is shown. */
export class ExplainPanel {
  readonly element: HTMLElement;
  readonly #summary = new LiveText();
  readonly #tables = element('div', { class: 'verdicts' });
  readonly #note = element('p', { class: 'note' }, 'Asking the sources…');
  #shown: VerdictTable[] = [];
  #stop: (() => void) | null = null;

  constructor(title: string, ...beside: Node[]) {
    this.element = element(
      'section',
      { class: 'panel explain', 'aria-labelledby': 'explain-title' },
      element('header', {}, element('h2', { id: 'explain-title' }, title), ...beside, element('p', { class: 'summary' }, this.#summary.node)),
      this.#tables,
      this.#note,
    );
  }

  /** Shows that pair from now on. */
  follow(pair: string): void {
    this.leave();
    const [from = '', to = ''] = pair.split('/');
    const path = `rate/explain?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`;
    this.#stop = repeat(refreshed, async (signal) => {
      try {
        const explanation = readExplanation(await read(path, signal));
        if (explanation !== null && !signal.aborted) this.#show(explanation);
      } catch (error) {
        if (!isAbort(error)) this.#say(inWords(error));
      }
    });
  }

  leave(): void {
    this.#stop?.();
    this.#stop = null;
  }

  #show({ price, verdicts, direct, quorum, maxAge }: Explanation): void {
    const tables = direct === null ? verdicts : [...verdicts, direct];
    if (this.#shown.length !== tables.length) {
      this.#shown = tables.map(() => new VerdictTable());
      this.#tables.replaceChildren(...this.#shown.map((table) => table.element));
    }
    tables.forEach((verdict, i) => this.#shown[i]!.show(verdict));
    const kept = verdicts.reduce((sum, { opinions }) => sum + opinions.filter((opinion) => opinion.kept).length, 0);
    const all = verdicts.reduce((sum, { opinions }) => sum + opinions.length, 0);
    const way = price.via.length === 0 ? '' : `Derived through ${price.via.join(', ')}. `;
    const beside = direct === null ? '' : `It stands in for the pair’s own price, which is ${direct.price.status} and shown last. `;
    const rule = `A live price needs ${quorum ?? nothing} fresh sources, each younger than ${maxAge ?? nothing} s.`;
    this.#summary.set(digits.write(`${way}${beside}${kept} of ${all} sources decide. ${rule}`));
    this.#note.hidden = all > 0;
    if (all === 0) this.#say('The service keeps no record of the sources of this price.');
    this.element.removeAttribute('data-failed');
  }

  #say(text: string): void {
    this.#note.hidden = false;
    this.#note.textContent = text;
    this.element.setAttribute('data-failed', '');
  }
}
