/** A list of pairs that this browser remembers, if it may. */
export class PairList {
  readonly #key: string;
  readonly #pairs: Set<string>;
  readonly #changed = new Set<() => void>();

  constructor(key: string, initial: readonly string[] = []) {
    this.#key = key;
    this.#pairs = new Set(load(key) ?? initial);
  }

  get size(): number {
    return this.#pairs.size;
  }

  has(pair: string): boolean {
    return this.#pairs.has(pair);
  }

  [Symbol.iterator](): IterableIterator<string> {
    return this.#pairs.values();
  }

  /** Adds or removes it; true if it is in now. */
  toggle(pair: string): boolean {
    const added = !this.#pairs.delete(pair);
    if (added) this.#pairs.add(pair);
    save(this.#key, [...this.#pairs]);
    for (const act of this.#changed) act();
    return added;
  }

  onChange(act: () => void): () => void {
    this.#changed.add(act);
    return () => this.#changed.delete(act);
  }
}

function load(key: string): string[] | null {
  try {
    const held: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    return Array.isArray(held) ? held.filter((pair) => typeof pair === 'string' && /^[^/]+\/[^/]+$/.test(pair)) : null;
  } catch {
    return null;
  }
}

function save(key: string, pairs: readonly string[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(pairs));
  } catch {
    // A browser that keeps nothing: the list lives as long as the page.
  }
}
