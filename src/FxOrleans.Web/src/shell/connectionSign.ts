import type { ConnectionState } from '../feed/ratesConnection';

/** The connection's state in words, the one thing on the page that is announced. */
export class ConnectionSign {
  readonly #element: HTMLElement;
  #wasConnected = false;

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  show(state: ConnectionState): void {
    if (state === 'connected') this.#wasConnected = true;
    const words = this.#words(state);
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
