import type { Price } from './price';
import type { Entry } from './priceStore';
import type { SubscriptionResult } from './subscription';

/** What fills the page: the table, or one pair. */
export interface View {
  readonly element: HTMLElement;
  readonly title: string;
  /** What to subscribe to while the view is shown. */
  readonly pairs: readonly string[];
  subscribing(): void;
  subscribed(result: SubscriptionResult): void;
  apply(prices: readonly Price[]): void;
  render(now: number): void;
  renderAges(now: number): void;
  /** The prices that the view has on the page. */
  shown(): Iterable<Entry>;
}
