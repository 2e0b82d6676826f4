import type { ConnectionState } from '../feed/ratesConnection';
import type { Refusal } from '../feed/refusal';

const reasons: Record<Refusal['code'], string> = {
  unauthorized: 'No valid key',
  forbidden: 'No live prices',
  rate_limited: 'Too many requests',
};

/** The connection's state in words, the one thing on the page that is announced. */
export class ConnectionSign {
  readonly #element: HTMLElement;
  #wasConnected = false;

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  show(state: ConnectionState, refusal: Refusal | null): void {
    if (state === 'connected') this.#wasConnected = true;
    const words = refusal === null ? this.#words(state) : reasons[refusal.code];
    if (this.#element.dataset.connection === state && this.#element.textContent === words) return;
    this.#element.dataset.connection = state;
    this.#element.textContent = words;
  }

  #words(state: ConnectionState): string {
    switch (state) {
      case 'connected':
        return 'Live';
      case 'reconnecting':
        return this.#wasConnected ? 'Reconnecting…' : 'Connecting…';
      case 'disconnected':
        return this.#wasConnected ? 'Disconnected. Prices are old.' : 'Disconnected. Still trying.';
    }
  }
}
