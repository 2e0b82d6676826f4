/** Reading what came over the wire: each gives null, or nothing, for what is not what was expected. */

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function records(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

export function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

export function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A moment in milliseconds since 1970. */
export function moment(value: unknown): number | null {
  return typeof value === 'string' ? number(Date.parse(value)) : null;
}
