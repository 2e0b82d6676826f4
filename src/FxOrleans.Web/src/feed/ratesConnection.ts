import { HttpTransportType, HubConnectionBuilder, LogLevel, type HubConnection } from '@microsoft/signalr';
import { accessKey } from './accessKey';
import { whyRefused } from './api';
import { pause, pauseBefore } from './backoff';
import { PairStream, type PairListener } from './pairStream';
import type { Refusal } from './refusal';
import { isPassing, type SubscriptionResult } from './subscription';
import { Watchdog } from './watchdog';

export type ConnectionState = 'connected' | 'reconnecting' | 'disconnected';

export interface RatesListener {
  /** With a refusal where the service answers but does not let this page in. */
  stateChanged(state: ConnectionState, refusal: Refusal | null): void;
  /** New subscriptions are about to be made: their first `ticks` say what holds now. */
  subscribing(): void;
  subscribed(result: SubscriptionResult): void;
  ticks(prices: unknown): void;
}

const callTimeout = 15_000;
const steadyAfter = 5_000;
const resubscribeAfter = 10_000;
/** From this many failed tries on, the page says "disconnected" instead of "reconnecting". */
const patience = 5;

/** One connection to the hub, kept for as long as the page lives: a set of pairs that is watched, and streams of single pairs. */
export class RatesConnection {
  readonly #url: string;
  readonly #listener: RatesListener;
  readonly #watchdog: Watchdog;
  readonly #streams = new Set<PairStream>();
  #pairs: ReadonlySet<string> = new Set();
  #hub: HubConnection | null = null;
  #drop: () => void = () => {};
  #turn: Promise<void> = Promise.resolve();

  constructor(url: string, listener: RatesListener) {
    this.#url = url;
    this.#listener = listener;
    this.#watchdog = new Watchdog(() => this.#drop());
    addEventListener('offline', () => this.#drop());
  }

  /** Watches these pairs instead of the ones before, on this connection and on every later one. Ends when the service has been told. */
  async watch(pairs: ReadonlySet<string>): Promise<void> {
    const before = this.#pairs;
    this.#pairs = new Set(pairs);
    const hub = this.#hub;
    if (hub === null) return;
    const gone = [...before].filter((pair) => !pairs.has(pair));
    const added = [...pairs].filter((pair) => !before.has(pair));
    await this.#inTurn(async () => {
      if (gone.length > 0) await call(hub, 'Unsubscribe', gone);
      await this.#subscribe(hub, added);
    }).catch(() => this.#drop());
  }

  /** Follows one pair apart from the others, over every reconnection, until the function that it gives is called. */
  stream(pair: string, listener: PairListener): () => void {
    const stream = new PairStream(pair, listener, () => this.#watchdog.heard());
    this.#streams.add(stream);
    if (this.#hub !== null) stream.open(this.#hub);
    return () => {
      this.#streams.delete(stream);
      stream.end();
    };
  }

  /** Connects, and connects again after every loss, for ever. */
  async run(): Promise<never> {
    for (let attempt = 0; ; attempt++) {
      const began = performance.now();
      const wasConnected = await this.#connectOnce();
      if (wasConnected && performance.now() - began > steadyAfter) attempt = 0;
      const refusal = wasConnected ? null : await whyRefused(this.#url);
      const lost = refusal !== null || attempt >= patience || !navigator.onLine;
      this.#listener.stateChanged(lost ? 'disconnected' : 'reconnecting', refusal);
      await pause(refusal?.pause ?? pauseBefore(attempt));
    }
  }

  /** Ends when the connection does; true if it was of use. */
  async #connectOnce(): Promise<boolean> {
    const hub = new HubConnectionBuilder()
      .withUrl(this.#url, {
        transport: HttpTransportType.WebSockets | HttpTransportType.ServerSentEvents | HttpTransportType.LongPolling,
        timeout: callTimeout,
        accessTokenFactory: () => accessKey ?? '',
      })
      .configureLogging(LogLevel.None)
      .build();
    // A connection that is dropped for its silence is not waited for: it may be as silent about its end.
    const over = new Promise<void>((resolve) => {
      this.#drop = resolve;
      hub.onclose(() => resolve());
    });
    hub.on('ticks', (prices: unknown) => {
      if (this.#hub !== hub) return;
      this.#watchdog.heard();
      this.#listener.ticks(prices);
    });
    let connected = false;
    try {
      await within(callTimeout, Promise.race([hub.start(), over.then(() => Promise.reject(new Error('dropped')))]));
      this.#hub = hub;
      this.#listener.subscribing();
      for (const stream of this.#streams) stream.open(hub);
      await this.#inTurn(() => this.#subscribe(hub, [...this.#pairs]));
      connected = true;
      this.#watchdog.start();
      this.#listener.stateChanged('connected', null);
      await over;
    } catch {
      // A refused, broken or silent start: the caller pauses and tries again.
    } finally {
      this.#watchdog.stop();
      this.#hub = null;
      for (const stream of this.#streams) stream.close();
      hub.stop().catch(() => {});
    }
    return connected;
  }

  async #subscribe(hub: HubConnection, pairs: readonly string[]): Promise<void> {
    const wanted = pairs.filter((pair) => this.#pairs.has(pair));
    if (wanted.length === 0) return;
    const result = await call<SubscriptionResult>(hub, 'Subscribe', wanted);
    this.#listener.subscribed(result);
    const again = result.rejected.filter(({ code }) => isPassing(code)).map(({ pair }) => pair);
    if (again.length === 0) return;
    setTimeout(() => {
      if (this.#hub === hub) this.#inTurn(() => this.#subscribe(hub, again)).catch(() => this.#drop());
    }, resubscribeAfter);
  }

  /** One exchange with the hub after the other, so that a quick change cannot overtake itself. */
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
