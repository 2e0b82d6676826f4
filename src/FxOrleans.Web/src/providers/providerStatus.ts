import { isRecord, moment, number, records, text } from '../feed/fields';

/** A provider as `/providers` has it. What a service does not say is null. */
export interface ProviderStatus {
  readonly name: string;
  readonly state: string;
  readonly kind: string;
  readonly simulated: boolean;
  readonly lastSuccess: number | null;
  readonly failure: { readonly at: number | null; readonly kind: string; readonly message: string } | null;
  /** In seconds: how far its newest quote lay behind when it came. */
  readonly lag: number | null;
  readonly newestQuote: number | null;
  readonly accepted: number;
  readonly rejected: number;
  /** The share of its quotes that were refused as wrong. */
  readonly outlierRate: number | null;
  readonly failures: readonly (readonly [string, number])[];
  readonly quotaLeft: number | null;
  readonly attribution: string | null;
}

export function readProviders(raw: unknown): ProviderStatus[] {
  return records(raw).map(readProvider).filter((provider) => provider !== null);
}

function readProvider(raw: Record<string, unknown>): ProviderStatus | null {
  const name = text(raw.name);
  const state = text(raw.state);
  if (name === null || state === null) return null;
  const failure = isRecord(raw.lastFailure) ? raw.lastFailure : null;
  const accepted = number(raw.accepted) ?? 0;
  const rejected = number(raw.rejected) ?? 0;
  return {
    name,
    state,
    kind: text(raw.kind) ?? '',
    simulated: raw.simulated === true,
    lastSuccess: moment(raw.lastSuccess),
    failure: failure === null ? null : { at: moment(failure.at), kind: text(failure.kind) ?? 'unknown', message: text(failure.message) ?? '' },
    lag: number(raw.lag),
    newestQuote: moment(raw.newestQuote),
    accepted,
    rejected,
    outlierRate: number(raw.outlierRate) ?? wrongShare(raw.rejections, accepted + rejected),
    failures: counts(raw.failures),
    quotaLeft: number(raw.quotaLeft),
    attribution: text(raw.attribution),
  };
}

const wrong = new Set(['outlier', 'inverted', 'scaled', 'frozen', 'wrong_base', 'wrong_day']);

function wrongShare(rejections: unknown, all: number): number | null {
  if (!isRecord(rejections) || all === 0) return null;
  return counts(rejections).reduce((sum, [code, count]) => sum + (wrong.has(code) ? count : 0), 0) / all;
}

function counts(raw: unknown): [string, number][] {
  return Object.entries(isRecord(raw) ? raw : {}).filter((entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] > 0);
}
