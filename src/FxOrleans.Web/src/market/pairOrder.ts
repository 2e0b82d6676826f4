import { guessClass, type AssetClass } from './assetClass';

/** The sections of the board, in their order. */
export const groups = ['majors', 'africa', 'currencies', 'metals', 'coins', 'stocks'] as const;
export type Group = (typeof groups)[number];

export const groupTitles: Record<Group, string> = {
  majors: 'Majors',
  africa: 'Africa corridor',
  currencies: 'Currencies',
  metals: 'Metals',
  coins: 'Coins',
  stocks: 'Stocks',
};

const majors = ['USD', 'EUR', 'GBP', 'JPY', 'CHF', 'CAD', 'AUD', 'NZD'];

/** The corridor's largest first, then the rest of the continent. */
const africa = (
  'NGN KES GHS ZAR XOF XAF EGP MAD UGX TZS ETB RWF ZMW ' +
  'AOA BIF BWP CDF CVE DJF DZD ERN GMD GNF KMF LRD LSL LYD MGA MRU MUR MWK MZN NAD SCR SDG SHP SLE SOS SSP STN SZL TND ZWG'
).split(' ');

export interface PairName {
  readonly from: string;
  readonly to: string;
}

export type ClassOf = (code: string) => AssetClass;

export function groupOf({ from, to }: PairName, classOf: ClassOf = guessClass): Group {
  if (majors.includes(from) && majors.includes(to)) return 'majors';
  const classes = [classOf(from), classOf(to)];
  if (classes.includes('coin')) return 'coins';
  if (classes.includes('metal')) return 'metals';
  if (classes.includes('stock')) return 'stocks';
  return africa.includes(from) || africa.includes(to) ? 'africa' : 'currencies';
}

/** By group; in it the market's own order where there is one, then by code. */
export function comparePairs(a: PairName, b: PairName, classOf: ClassOf = guessClass): number {
  const group = groupOf(a, classOf);
  const byGroup = groups.indexOf(group) - groups.indexOf(groupOf(b, classOf));
  if (byGroup !== 0) return byGroup;
  const byRank = rank(a, group) - rank(b, group);
  if (byRank !== 0) return byRank;
  return compareCodes(a.from, b.from) || compareCodes(a.to, b.to);
}

/** Dollar pairs before crosses, and the larger markets first. */
function rank({ from, to }: PairName, group: Group): number {
  if (group === 'majors') {
    const dollar = from === 'USD' || to === 'USD';
    return (dollar ? 0 : 100) + (from === 'USD' ? majors.indexOf(to) * 2 : majors.indexOf(from) * 2 + 1);
  }
  if (group === 'africa') {
    const place = africa.indexOf(africa.includes(to) ? to : from);
    return place * 10 + (from === 'USD' ? 0 : 1 + Math.max(0, majors.indexOf(from)));
  }
  return 0;
}

function compareCodes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
