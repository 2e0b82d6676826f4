import { assetClass } from './assetClass';

/** The sections of the table, in their order. */
export const groups = ['majors', 'currencies', 'metals', 'coins', 'stocks'] as const;
export type Group = (typeof groups)[number];

export const groupTitles: Record<Group, string> = {
  majors: 'Majors',
  currencies: 'Currencies',
  metals: 'Metals',
  coins: 'Coins',
  stocks: 'Stocks',
};

const majors = ['EUR', 'GBP', 'JPY', 'CHF', 'CAD', 'AUD', 'NZD'];

export interface PairName {
  readonly from: string;
  readonly to: string;
}

export function groupOf({ from, to }: PairName): Group {
  if (majorRank(from, to) >= 0) return 'majors';
  const classes = [assetClass(from), assetClass(to)];
  if (classes.includes('coin')) return 'coins';
  if (classes.includes('metal')) return 'metals';
  return classes.includes('stock') ? 'stocks' : 'currencies';
}

/** Majors in the market's order, everything else by group and then by code. */
export function comparePairs(a: PairName, b: PairName): number {
  const byGroup = groups.indexOf(groupOf(a)) - groups.indexOf(groupOf(b));
  if (byGroup !== 0) return byGroup;
  const byRank = majorRank(a.from, a.to) - majorRank(b.from, b.to);
  if (byRank !== 0) return byRank;
  return compareCodes(a.from, b.from) || compareCodes(a.to, b.to);
}

/** The place among the majors, USD/EUR before EUR/USD; -1 for any other pair. */
function majorRank(from: string, to: string): number {
  const usdFirst = from === 'USD';
  if (!usdFirst && to !== 'USD') return -1;
  const rank = majors.indexOf(usdFirst ? to : from);
  return rank < 0 ? -1 : rank * 2 + (usdFirst ? 0 : 1);
}

function compareCodes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
