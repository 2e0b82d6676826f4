/** The theme's colours as canvases need them: resolved once a theme, since asking the browser costs a layout. */
export class Colours {
  readonly #known = new Map<string, string>();
  readonly #changed = new Set<() => void>();

  constructor() {
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.forget());
  }

  /** The colour of a custom property such as `--up`. */
  of(property: string): string {
    let colour = this.#known.get(property);
    if (colour === undefined) {
      const probe = document.createElement('i');
      probe.style.color = `var(${property})`;
      document.body.append(probe);
      colour = getComputedStyle(probe).color;
      probe.remove();
      this.#known.set(property, colour);
    }
    return colour;
  }

  /** Another theme is shown. */
  forget(): void {
    this.#known.clear();
    for (const act of this.#changed) act();
  }

  /** Calls back at every change of theme; what it returns ends that. */
  onChange(act: () => void): () => void {
    this.#changed.add(act);
    return () => this.#changed.delete(act);
  }
}

export const colours = new Colours();
