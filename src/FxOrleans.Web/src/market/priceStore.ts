import { supersedes, type Price, type PriceStatus } from '../feed/price';

export type Direction = 'up' | 'down' | null;

/** What is known of a pair: its newest price, and how it got there. */
export interface Entry {
  readonly price: Price;
  /** The first price that was seen. */
  readonly first: number;
  /** Where the last move went; null before the first. */
  readonly direction: Direction;
  /** Counts the moves, so that a reader can tell a move from any other change. */
  readonly moves: number;
  /** False from the loss of the connection, or a new subscription, until the server has sent the pair again. */
  readonly confirmed: boolean;
}

/** What may be said of a price now: a memory is neither live nor anything else that the service would have to vouch for. */
export function statusOf({ price, confirmed }: Entry): PriceStatus | 'last known' {
  return confirmed ? price.status : 'last known';
}

/** The newest price of every pair, and which pairs changed since the last look. */
export class PriceStore {
  readonly #entries = new Map<string, Entry>();
  readonly #changed = new Set<string>();

  get size(): number {
    return this.#entries.size;
  }

  get(pair: string): Entry | undefined {
    return this.#entries.get(pair);
  }

  entries(): IterableIterator<Entry> {
    return this.#entries.values();
  }

  apply(price: Price): void {
    const held = this.#entries.get(price.pair);
    if (held === undefined) {
      this.#set({ price, first: price.price, direction: null, moves: 0, confirmed: true });
    } else if (supersedes(price, held.price)) {
      const moved = price.price !== held.price.price;
      const direction = price.price > held.price.price ? 'up' : 'down';
      this.#set({
        price,
        first: held.first,
        direction: moved ? direction : held.direction,
        moves: moved ? held.moves + 1 : held.moves,
        confirmed: true,
      });
    } else if (!held.confirmed && isSame(price, held.price)) {
      this.#set({ ...held, confirmed: true });
    }
  }

  /** The connection is gone, or a subscription is new: what is held is a memory until the server repeats or replaces it. */
  unconfirmAll(): void {
    for (const entry of this.#entries.values()) {
      if (entry.confirmed) this.#set({ ...entry, confirmed: false });
    }
  }

  remove(pair: string): void {
    this.#entries.delete(pair);
    this.#changed.delete(pair);
  }

  /** Hands every pair changed since the last call to `visit`, once. */
  drain(visit: (entry: Entry) => void): void {
    for (const pair of this.#changed) {
      const entry = this.#entries.get(pair);
      if (entry !== undefined) visit(entry);
    }
    this.#changed.clear();
  }

  #set(entry: Entry): void {
    this.#entries.set(entry.price.pair, entry);
    this.#changed.add(entry.price.pair);
  }
}

function isSame(a: Price, b: Price): boolean {
  return a.epoch === b.epoch && a.sequence === b.sequence;
}
