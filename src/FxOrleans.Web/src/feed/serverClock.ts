/** Below this the difference is the network's, not the clock's. */
const tolerated = 2_000;

/** The server's idea of now: an age must not depend on how this machine's clock is set. */
export class ServerClock {
  #offset = 0;

  now(): number {
    return Date.now() + this.#offset;
  }

  /** Asks once; keeps what it had when there is no answer. */
  async synchronise(url: string): Promise<void> {
    try {
      const asked = Date.now();
      const response = await fetch(url, { cache: 'no-store' });
      const answered = Date.now();
      const date = Date.parse(response.headers.get('Date') ?? '');
      if (Number.isNaN(date)) return;
      // The header is cut to whole seconds: half a second is the fair guess.
      const offset = date + 500 - (asked + answered) / 2;
      this.#offset = Math.abs(offset) > tolerated ? offset : 0;
    } catch {
      // No answer: the connection has its own way of saying so.
    }
  }
}
