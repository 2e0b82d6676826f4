import type { ConnectionState } from './ratesConnection';

/** The connection's state in words, the one thing on the page that is announced. */
export class ConnectionSign {
  readonly #element: HTMLElement;
  #wasConnected = false;

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  show(state: ConnectionState): void {
    if (state === 'connected') this.#wasConnected = true;
    if (this.#element.dataset.connection === state && this.#element.textContent === this.#words(state)) return;
    this.#element.dataset.connection = state;
    this.#element.textContent = this.#words(state);
  }

  #words(state: ConnectionState): string {
    switch (state) {
      case 'connected':
        return 'Connected';
      case 'reconnecting':
        return this.#wasConnected ? 'Reconnecting…' : 'Connecting…';
      case 'disconnected':
        return this.#wasConnected ? 'Disconnected. Prices are old.' : 'Disconnected. Still trying.';
    }
  }
}
