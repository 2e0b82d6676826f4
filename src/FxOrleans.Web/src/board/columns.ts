import { comparePairs, type ClassOf } from '../market/pairOrder';
import type { Entry } from '../market/priceStore';

/** A column of the board. */
export interface Column {
  readonly field: string;
  readonly title: string;
  /** What the title means, where it does not say. */
  readonly hint?: string;
  /** What it is sorted by: the greatest first at the first click. */
  readonly by?: (entry: Entry, changeOf: (entry: Entry) => number) => number | string;
}

const statuses = { live: 2, indicative: 1, stale: 0 };

export const columns: readonly Column[] = [
  { field: 'favourite', title: 'Favourite' },
  { field: 'pair', title: 'Pair', by: ({ price }) => price.pair },
  { field: 'bid', title: 'Bid' },
  { field: 'price', title: 'Mid', by: ({ price }) => price.price },
  { field: 'ask', title: 'Ask' },
  { field: 'change', title: 'Change', hint: 'Over 24 hours; where that is not known, since this page was opened', by: (entry, changeOf) => changeOf(entry) },
  { field: 'trail', title: 'Trend', hint: 'The last two minutes' },
  { field: 'confidence', title: '± bp', hint: 'Confidence: half-width in basis points', by: ({ price }) => (price.confidence === null ? -1 : price.confidence / price.price) },
  { field: 'sources', title: 'Src', hint: 'Sources that the price rests on', by: ({ price }) => price.sources },
  { field: 'status', title: 'Status', by: ({ price }) => statuses[price.status] },
  { field: 'age', title: 'Age', hint: 'Since the market time of the newest quote', by: ({ price }) => price.time },
];

/** The order of rows: the market's own, or by a column. */
export class Order {
  field: string | null = null;
  descending = true;

  /** As a click on that column's title asks. */
  click(field: string): void {
    const first = field !== 'pair';
    if (this.field !== field) {
      this.field = field;
      this.descending = first;
    } else if (this.descending === first) {
      this.descending = !first;
    } else {
      this.field = null;
    }
  }

  compare(classOf: ClassOf, changeOf: (entry: Entry) => number): (a: Entry, b: Entry) => number {
    const by = columns.find((column) => column.field === this.field)?.by;
    if (by === undefined) return (a, b) => comparePairs(a.price, b.price, classOf);
    const sign = this.descending ? -1 : 1;
    return (a, b) => {
      const x = by(a, changeOf);
      const y = by(b, changeOf);
      return x < y ? -sign : x > y ? sign : a.price.pair < b.price.pair ? -1 : 1;
    };
  }
}
