import { element } from '../dom/dom';
import { inWords } from '../feed/api';
import { moods, tell } from './misbehaviour';

/** Makes one of the demo's providers misbehave. Not shown until the demo says that it has such a provider. */
export class MoodSwitch {
  readonly element: HTMLElement;
  readonly #select: HTMLSelectElement;
  readonly #failed: (message: string) => void;
  #provider: string | null = null;
  #telling = false;

  constructor(name: string, failed: (message: string) => void) {
    this.#failed = failed;
    this.#select = element('select', { 'aria-label': `What ${name} does` }, ...moods.map(({ value, title }) => new Option(title, value)));
    this.#select.addEventListener('change', () => void this.#tell());
    this.element = element('span', {}, this.#select);
    this.element.hidden = true;
  }

  /** What the demo says that it does. */
  show(provider: string, mood: string): void {
    this.#provider = provider;
    this.element.hidden = false;
    if (this.#telling || this.#select.matches(':focus') || this.#select.value === mood) return;
    if (!moods.some(({ value }) => value === mood)) this.#select.add(new Option(mood.replace('lie-', 'lies: × '), mood));
    this.#select.value = mood;
    this.#mark();
  }

  /** Honest again. */
  async heal(): Promise<void> {
    if (this.#select.value === 'honest') return;
    this.#select.value = 'honest';
    await this.#tell();
  }

  async #tell(): Promise<void> {
    const mood = moods.find(({ value }) => value === this.#select.value);
    if (this.#provider === null || mood === undefined) return;
    this.#telling = true;
    this.#mark();
    try {
      await tell(this.#provider, mood.wish);
    } catch (error) {
      this.#failed(inWords(error));
    }
    this.#telling = false;
  }

  #mark(): void {
    this.#select.toggleAttribute('data-misbehaving', this.#select.value !== 'honest');
  }
}
