const silence = 4_000;
const patience = 3_000;

/**
 * Notices a service that has stopped without closing its connections: after some silence it asks for a sign of life.
 * Silence alone means nothing, since fixings move once a day.
 */
export class Watchdog {
  readonly #lost: () => void;
  #heard = 0;
  #timer: ReturnType<typeof setInterval> | null = null;

  constructor(lost: () => void) {
    this.#lost = lost;
  }

  heard(): void {
    this.#heard = performance.now();
  }

  start(): void {
    this.heard();
    this.#timer ??= setInterval(() => void this.#look(), 1_000);
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  async #look(): Promise<void> {
    if (performance.now() - this.#heard < silence) return;
    this.heard();
    const watching = this.#timer;
    try {
      await fetch('health/live', { cache: 'no-store', signal: AbortSignal.timeout(patience) });
    } catch {
      if (watching === this.#timer) this.#lost();
    }
  }
}
