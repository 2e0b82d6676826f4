import type { HubConnection, ISubscription } from '@microsoft/signalr';
import { isPassing } from './subscription';

export interface PairListener {
  /** A new stream begins: its first prices say what holds now. */
  subscribing(): void;
  ticks(prices: unknown): void;
  /** The connection is gone: what was said is a memory. */
  lost(): void;
  /** The service has no price for the pair; the stream tries again where that may pass. */
  refused(code: string): void;
}

const retryAfter = 5_000;

/** One pair's prices apart from all others, as often opened as the connection is made. */
export class PairStream {
  readonly #pair: string;
  readonly #listener: PairListener;
  readonly #heard: () => void;
  #subscription: ISubscription<unknown> | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(pair: string, listener: PairListener, heard: () => void) {
    this.#pair = pair;
    this.#listener = listener;
    this.#heard = heard;
  }

  open(hub: HubConnection): void {
    this.#listener.subscribing();
    const mine = hub.stream<unknown>('Stream', [this.#pair], null).subscribe({
      next: (prices) => {
        this.#heard();
        if (this.#subscription === mine) this.#listener.ticks(prices);
      },
      error: (error: unknown) => {
        const code = codeIn(error);
        if (this.#subscription !== mine || code === null) return;
        this.#listener.refused(code);
        if (isPassing(code)) this.#retry = setTimeout(() => this.open(hub), retryAfter);
      },
      complete: () => {},
    });
    this.#subscription = mine;
  }

  /** The connection is gone. */
  close(): void {
    this.#forget();
    this.#listener.lost();
  }

  /** Nobody wants it any more. */
  end(): void {
    const subscription = this.#subscription;
    this.#forget();
    try {
      subscription?.dispose();
    } catch {
      // The connection is gone, and the stream with it.
    }
  }

  #forget(): void {
    clearTimeout(this.#retry);
    this.#subscription = null;
  }
}

/** The service says `no_price: EUR/XYZ` within the hub's own words; null for a connection that broke. */
function codeIn(error: unknown): string | null {
  return error instanceof Error ? (/HubException: ([a-z_]+):/.exec(error.message)?.[1] ?? null) : null;
}
