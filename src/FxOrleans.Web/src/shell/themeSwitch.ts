import { colours } from '../dom/colours';
import { button, element, LiveText } from '../dom/dom';

const themes = ['auto', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];
const key = 'fxorleans.theme';
const words: Record<Theme, string> = { auto: 'as the system', light: 'light', dark: 'dark' };

/** Light, dark or as the system says; `public/theme.js` applies the choice before the first paint. */
export class ThemeSwitch {
  readonly element: HTMLButtonElement;
  readonly #word = new LiveText();
  #theme: Theme = themes.find((theme) => theme === document.documentElement.dataset.theme) ?? 'auto';

  constructor() {
    this.element = button(
      { class: 'icon', id: 'theme', title: 'Light or dark', 'aria-keyshortcuts': 't' },
      () => this.next(),
      element('span', { class: 'theme-sign', 'aria-hidden': 'true' }),
      element('span', { class: 'unseen' }, 'Theme: ', this.#word.node),
    );
    this.#word.set(words[this.#theme]);
  }

  next(): void {
    this.#theme = themes[(themes.indexOf(this.#theme) + 1) % themes.length]!;
    if (this.#theme === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = this.#theme;
    this.#word.set(words[this.#theme]);
    this.element.title = `Theme: ${words[this.#theme]}`;
    try {
      localStorage.setItem(key, this.#theme);
    } catch {
      // It holds until the page is closed.
    }
    colours.forget();
  }
}
