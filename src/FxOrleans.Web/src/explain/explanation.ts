import { isRecord, moment, number, records, text } from '../feed/fields';
import { readPrice, type Price } from '../feed/price';
import { isBlameless } from './verdictWords';

/** One source's quote and what became of it. */
export interface Opinion {
  readonly provider: string;
  readonly value: number;
  readonly bid: number | null;
  readonly ask: number | null;
  /** In seconds. */
  readonly age: number | null;
  readonly time: number | null;
  readonly weight: number;
  readonly kept: boolean;
  /** Why it was not kept, as a code. */
  readonly reason: string | null;
}

/** A price that some sources made: a pair, or a leg of a cross. */
export interface Verdict {
  readonly price: Price;
  readonly opinions: readonly Opinion[];
  readonly disputed: boolean;
  readonly held: boolean;
}

/** What `/rate/explain` says. */
export interface Explanation {
  readonly price: Price;
  /** One for a pair that is quoted, several for a cross. */
  readonly verdicts: readonly Verdict[];
  /** The pair's own price, where a cross of live prices stands in for it. */
  readonly direct: Verdict | null;
  readonly quorum: number | null;
  /** In seconds. */
  readonly maxAge: number | null;
}

/** Null for anything that is no explanation. */
export function readExplanation(raw: unknown): Explanation | null {
  const price = readPrice(raw);
  if (price === null || !isRecord(raw)) return null;
  const legs = records(raw.legs).map(readVerdict).filter((verdict) => verdict !== null);
  const own = readVerdict(raw);
  const policy = isRecord(raw.policy) ? raw.policy : {};
  return {
    price,
    verdicts: legs.length > 0 ? legs : own === null ? [] : [own],
    direct: isRecord(raw.direct) ? readVerdict(raw.direct) : null,
    quorum: number(policy.quorum),
    maxAge: number(policy.maxAge),
  };
}

function readVerdict(raw: Record<string, unknown>): Verdict | null {
  const price = readPrice(raw);
  if (price === null) return null;
  const consensus = isRecord(raw.consensus) ? raw.consensus : {};
  const opinions = records(raw.quotes).map(readOpinion).filter((opinion) => opinion !== null);
  // The ones that decided first, the heaviest of them on top; then those at fault.
  opinions.sort((a, b) => place(a) - place(b) || b.weight - a.weight || (a.provider < b.provider ? -1 : 1));
  return { price, opinions, disputed: consensus.disputed === true, held: consensus.held === true };
}

function place({ kept, reason }: Opinion): number {
  return kept ? 0 : isBlameless(reason) ? 2 : 1;
}

function readOpinion(raw: Record<string, unknown>): Opinion | null {
  const provider = text(raw.provider);
  const value = number(raw.value);
  if (provider === null || value === null) return null;
  return {
    provider,
    value,
    bid: number(raw.bid),
    ask: number(raw.ask),
    age: number(raw.age),
    time: moment(raw.timestamp),
    weight: number(raw.weight) ?? 0,
    kept: raw.kept === true,
    reason: text(raw.reason),
  };
}
