/** Runs `render` at most once per animation frame, however often it is asked for. */
export class Frame {
  readonly #render: () => void;
  #asked = false;

  constructor(render: () => void) {
    this.#render = render;
  }

  request(): void {
    if (this.#asked) return;
    this.#asked = true;
    requestAnimationFrame(() => {
      this.#asked = false;
      this.#render();
    });
  }
}
