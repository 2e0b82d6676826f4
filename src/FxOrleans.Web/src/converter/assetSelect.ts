import { element } from '../dom/dom';
import type { Asset } from '../market/assetBook';
import type { AssetClass } from '../market/assetClass';

const titles: Record<AssetClass, string> = { currency: 'Currencies', metal: 'Metals', coin: 'Coins', stock: 'Stocks' };

/** One of the assets that the service knows. */
export class AssetSelect {
  readonly element: HTMLElement;
  readonly #select: HTMLSelectElement;

  constructor(id: string, label: string, initial: string, changed: () => void) {
    this.#select = element('select', { id }, new Option(initial, initial, true, true));
    this.#select.addEventListener('change', changed);
    this.element = element('span', { class: 'asset' }, element('label', { for: id, class: 'unseen' }, label), this.#select);
  }

  get value(): string {
    return this.#select.value;
  }

  set value(code: string) {
    this.#select.value = code;
  }

  fill(assets: Iterable<Asset>): void {
    const chosen = this.#select.value;
    const all = [...assets];
    if (!all.some(({ code }) => code === chosen)) return;
    this.#select.replaceChildren(
      ...Object.entries(titles).map(([kind, label]) =>
        element(
          'optgroup',
          { label },
          ...all.filter((asset) => asset.class === kind).map(({ code, name }) => new Option(`${code} · ${name}`, code, false, code === chosen)),
        ),
      ),
    );
  }
}
