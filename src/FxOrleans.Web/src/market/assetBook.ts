import { read } from '../feed/api';
import { records, text } from '../feed/fields';
import { guessClass, type AssetClass } from './assetClass';

export interface Asset {
  readonly code: string;
  readonly name: string;
  readonly class: AssetClass;
  /** Decimal places paid out. */
  readonly minorUnits: number | null;
}

const classes: readonly string[] = ['currency', 'metal', 'coin', 'stock'];

/** Names and classes of the assets that the service knows; a guess until it has said. */
export class AssetBook {
  readonly #assets = new Map<string, Asset>();

  get isLoaded(): boolean {
    return this.#assets.size > 0;
  }

  get all(): Iterable<Asset> {
    return this.#assets.values();
  }

  nameOf(code: string): string {
    return this.#assets.get(code)?.name ?? '';
  }

  classOf(code: string): AssetClass {
    return this.#assets.get(code)?.class ?? guessClass(code);
  }

  get(code: string): Asset | undefined {
    return this.#assets.get(code);
  }

  /** Asks the service; keeps guessing when it does not say. */
  async load(): Promise<void> {
    try {
      for (const row of records(await read('currencies'))) {
        const code = text(row.code);
        const kind = text(row.class);
        if (code === null || kind === null || !classes.includes(kind) || row.dead === true) continue;
        const minorUnits = typeof row.minorUnits === 'number' ? row.minorUnits : null;
        this.#assets.set(code, { code, name: text(row.name) ?? code, class: kind as AssetClass, minorUnits });
      }
    } catch {
      // The codes alone have to do.
    }
  }
}
