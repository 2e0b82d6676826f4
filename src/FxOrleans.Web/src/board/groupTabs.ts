import { button, element } from '../dom/dom';
import { groups, type Group } from '../market/pairOrder';

export type Choice = 'all' | 'favourites' | Group;

const choices: readonly Choice[] = ['all', 'favourites', ...groups];
const titles: Record<Choice, string> = {
  all: 'All',
  favourites: '★ Favourites',
  majors: 'Majors',
  africa: 'Africa',
  currencies: 'Currencies',
  metals: 'Metals',
  coins: 'Coins',
  stocks: 'Stocks',
};

/** Which part of the board is shown. */
export class GroupTabs {
  readonly element: HTMLElement;
  readonly #buttons = new Map<Choice, HTMLButtonElement>();
  #choice: Choice = 'all';

  constructor(changed: () => void) {
    this.element = element('div', { class: 'tabs', role: 'group', 'aria-label': 'Groups' });
    for (const choice of choices) {
      const made = button({ 'data-choice': choice }, () => {
        this.#choice = choice;
        this.#mark();
        changed();
      }, titles[choice]);
      this.#buttons.set(choice, made);
      this.element.append(made);
    }
    this.#mark();
  }

  get choice(): Choice {
    return this.#choice;
  }

  #mark(): void {
    for (const [choice, made] of this.#buttons) made.setAttribute('aria-pressed', String(choice === this.#choice));
  }
}
