import type { Price } from './price';

const words: Record<string, string> = {
  too_few_sources: 'too few sources',
  fixing_only: 'no live source',
  wide_confidence: 'not sure enough',
  market_closed: 'market closed',
  provider_degraded: 'a source errs too often',
  stale: 'too old',
  disputed: 'sources contradict one another',
  peg_broken: 'outside its peg',
};

const usages = { firm: 'firm', indicative: 'not firm', refuse: 'do not use' };

/** What a price may be used for, in a word or two. */
export function usageInWords(usage: Price['usage']): string {
  return usage === null ? '' : usages[usage];
}

/** Why a price is not firm; empty for a firm one. */
export function reasonsInWords(reasons: readonly string[]): string {
  return reasons.map((reason) => words[reason] ?? reason.replaceAll('_', ' ')).join(', ');
}
