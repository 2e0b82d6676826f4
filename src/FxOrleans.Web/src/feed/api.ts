import { isRecord } from './fields';
import { withKey } from './accessKey';
import { refusalIn, secondsIn, type Refusal } from './refusal';

/** What the service said instead of an answer, or that it said nothing. */
export class ApiError extends Error {
  /** The problem's code; `unreachable` where there was no answer. */
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, message: string) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

const longest = 10_000;
/** After too many requests nothing is sent until the service takes more. */
let quiet: { readonly until: number; readonly error: ApiError } | null = null;

/** Reads JSON from the service, at a path relative to the page: a proxy may have put both under another. Fails with an {@link ApiError}, or as the signal says. */
export async function read(path: string, signal?: AbortSignal): Promise<unknown> {
  return await ask(path, {}, signal);
}

/** Writes JSON to the service. */
export async function write(path: string, body: unknown, signal?: AbortSignal): Promise<unknown> {
  return await ask(path, { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }, signal);
}

/** Asks a hub why it takes no connection; null where the answer is something else, or there is none. */
export async function whyRefused(hub: string): Promise<Refusal | null> {
  try {
    const response = await fetch(`${hub}/negotiate?negotiateVersion=1`, { method: 'POST', headers: withKey(), signal: AbortSignal.timeout(longest) });
    return refusalIn(response.status, await response.json().catch(() => null), response.headers.get('Retry-After'));
  } catch {
    return null;
  }
}

/** Whether a failure is only that nobody waits any more. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** A failure in words for people. */
export function inWords(error: unknown): string {
  return error instanceof ApiError ? error.message : 'The service cannot be reached.';
}

async function ask(path: string, init: RequestInit, signal?: AbortSignal): Promise<unknown> {
  if (quiet !== null && performance.now() < quiet.until) throw quiet.error;
  quiet = null;
  const late = AbortSignal.timeout(longest);
  let response: Response;
  try {
    response = await fetch(path, { ...init, headers: withKey(init.headers), signal: signal === undefined ? late : AbortSignal.any([signal, late]) });
  } catch (error) {
    if (signal?.aborted === true) throw new DOMException('Nobody waits any more.', 'AbortError');
    throw new ApiError('unreachable', 0, error instanceof DOMException ? 'The service does not answer.' : 'The service cannot be reached.');
  }
  const body: unknown = await response.json().catch(() => null);
  if (response.ok && body !== null) return body;
  const problem = isRecord(body) ? body : {};
  const code = typeof problem.code === 'string' ? problem.code : 'unreadable';
  const detail = [problem.detail, problem.error, problem.title].find((text) => typeof text === 'string');
  if (response.status === 429) {
    const seconds = secondsIn(response.headers.get('Retry-After'));
    const error = new ApiError(code, 429, `Too many requests: the service takes more in ${seconds} s.`);
    quiet = { until: performance.now() + seconds * 1_000, error };
    throw error;
  }
  throw new ApiError(code, response.status, typeof detail === 'string' ? detail : `The service answered ${response.status}.`);
}
