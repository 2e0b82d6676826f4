import type { Entry } from '../market/priceStore';

/** What fills the page. */
export interface View {
  readonly element: HTMLElement;
  readonly title: string;
  /** The place in the navigation that it belongs to. */
  readonly place: string;
  /** It is on the page now. */
  enter(): void;
  /** It is not any more: whatever it has under way ends. */
  leave(): void;
  /** At most once a frame, after prices came. `changed` are the board's. */
  render(changed: readonly Entry[], now: number): void;
  /** Once a second. */
  tick(now: number): void;
  /** A key outside of text fields; true if it was the view's. */
  key(event: KeyboardEvent): boolean;
}
