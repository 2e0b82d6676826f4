import { read, write } from '../feed/api';
import { number, records, text } from '../feed/fields';

/** Something that a demo provider can be told to do. */
export interface Mood {
  /** As the page names it. */
  readonly value: string;
  readonly title: string;
  readonly wish: Readonly<Record<string, unknown>>;
}

export const moods: readonly Mood[] = [
  { value: 'honest', title: 'honest', wish: { mode: 'honest' } },
  { value: 'lie-1.01', title: 'lies: 1 % high', wish: { mode: 'lie', factor: 1.01 } },
  { value: 'lie-0.9', title: 'lies: 10 % low', wish: { mode: 'lie', factor: 0.9 } },
  { value: 'lie-100', title: 'lies: × 100', wish: { mode: 'lie', factor: 100 } },
  { value: 'invert', title: 'the wrong way round', wish: { mode: 'invert' } },
  { value: 'freeze', title: 'frozen', wish: { mode: 'freeze' } },
  { value: 'slow', title: 'slow: 5 s late', wish: { mode: 'slow', delay: 5 } },
  { value: 'nothing', title: 'no answer', wish: { mode: 'nothing' } },
  { value: 'empty', title: 'empty answers', wish: { mode: 'empty' } },
  { value: 'error', title: 'server errors', wish: { mode: 'error' } },
  { value: 'rate_limit', title: 'rate limited', wish: { mode: 'rate_limit' } },
  { value: 'html', title: 'a web page instead', wish: { mode: 'html' } },
];

const path = 'demo/control';

/** The demo's switches: what each provider is told to do, by the name that `/providers` has for it. Null where there is no demo. */
export async function readMoods(signal: AbortSignal): Promise<Map<string, { provider: string; mood: string }> | null> {
  try {
    const rows = records(await read(path, signal));
    return new Map(
      rows.map((row) => {
        const provider = text(row.provider) ?? '';
        const mode = text(row.mode) ?? 'honest';
        return [nameKey(provider), { provider, mood: mode === 'lie' ? `lie-${number(row.factor) ?? ''}` : mode }];
      }),
    );
  } catch {
    return null;
  }
}

export async function tell(provider: string, wish: Mood['wish']): Promise<void> {
  await write(`${path}/${encodeURIComponent(provider)}`, wish);
}

/** `one-frame` and `OneFrame` are the same. */
export function nameKey(name: string): string {
  return name.toLowerCase().replaceAll('-', '');
}
