import { HttpTransportType, HubConnectionBuilder, LogLevel, type HubConnection } from '@microsoft/signalr';
import { pause, pauseBefore } from './backoff';
import { isPassing, type SubscriptionResult } from './subscription';

export type ConnectionState = 'connected' | 'reconnecting' | 'disconnected';

export interface RatesListener {
  stateChanged(state: ConnectionState): void;
  /** A new subscription is about to be made: its first `ticks` say what holds now. */
  subscribing(): void;
  subscribed(result: SubscriptionResult): void;
  ticks(prices: unknown): void;
}

const callTimeout = 15_000;
const steadyAfter = 5_000;
const resubscribeAfter = 5_000;
/** From this many failed tries on, the page says "disconnected" instead of "reconnecting". */
const patience = 5;

/** One connection to the hub, kept for as long as the page lives, watching one set of pairs. */
export class RatesConnection {
  readonly #url: string;
  readonly #listener: RatesListener;
  #pairs: readonly string[] = [];
  #hub: HubConnection | null = null;
  /** False between the end of one subscription and the start of the next: what comes then is the old one's. */
  #open = false;
  #turn: Promise<void> = Promise.resolve();

  constructor(url: string, listener: RatesListener) {
    this.#url = url;
    this.#listener = listener;
    addEventListener('offline', () => void this.#hub?.stop());
  }

  /** Watches these pairs instead of the ones before, on this connection and on every later one. */
  watch(pairs: readonly string[]): void {
    const before = this.#pairs;
    this.#pairs = pairs;
    this.#open = false;
    const hub = this.#hub;
    if (hub === null) return;
    this.#inTurn(async () => {
      await call(hub, 'Unsubscribe', before);
      await this.#subscribe(hub, pairs);
    }).catch(() => hub.stop());
  }

  /** Connects, and connects again after every loss, for ever. */
  async run(): Promise<never> {
    for (let attempt = 0; ; attempt++) {
      const began = performance.now();
      const wasConnected = await this.#connectOnce();
      if (wasConnected && performance.now() - began > steadyAfter) attempt = 0;
      const lost = attempt >= patience || !navigator.onLine;
      this.#listener.stateChanged(lost ? 'disconnected' : 'reconnecting');
      await pause(pauseBefore(attempt));
    }
  }

  /** Ends when the connection does; true if it was of use. */
  async #connectOnce(): Promise<boolean> {
    const hub = new HubConnectionBuilder()
      .withUrl(this.#url, {
        transport: HttpTransportType.WebSockets | HttpTransportType.ServerSentEvents | HttpTransportType.LongPolling,
        timeout: callTimeout,
      })
      .configureLogging(LogLevel.None)
      .build();
    const closed = new Promise<void>((resolve) => hub.onclose(() => resolve()));
    hub.on('ticks', (prices: unknown) => {
      if (this.#open && this.#hub === hub) this.#listener.ticks(prices);
    });
    let connected = false;
    try {
      await within(callTimeout, hub.start());
      this.#hub = hub;
      await this.#inTurn(() => this.#subscribe(hub, this.#pairs));
      connected = true;
      this.#listener.stateChanged('connected');
      await closed;
    } catch {
      // A refused, broken or silent start: the caller pauses and tries again.
    } finally {
      this.#hub = null;
      this.#open = false;
      void hub.stop();
    }
    return connected;
  }

  async #subscribe(hub: HubConnection, pairs: readonly string[]): Promise<void> {
    if (pairs !== this.#pairs) return;
    this.#open = true;
    this.#listener.subscribing();
    const result = await call<SubscriptionResult>(hub, 'Subscribe', pairs);
    if (pairs !== this.#pairs) return;
    this.#listener.subscribed(result);
    if (result.rejected.some((rejection) => isPassing(rejection.code))) {
      setTimeout(() => {
        if (this.#hub !== hub || pairs !== this.#pairs) return;
        this.#inTurn(() => this.#subscribe(hub, pairs)).catch(() => hub.stop());
      }, resubscribeAfter);
    }
  }

  /** One exchange with the hub after the other, so that a quick change of views cannot overtake itself. */
  #inTurn(exchange: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(exchange);
    this.#turn = done.catch(() => {});
    return done;
  }
}

function call<T>(hub: HubConnection, method: string, pairs: readonly string[]): Promise<T> {
  return within(callTimeout, hub.invoke<T>(method, pairs));
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
