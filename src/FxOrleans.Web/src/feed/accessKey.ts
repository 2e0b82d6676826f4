const parameter = 'access_token';
const stored = 'fxorleans.key';

/**
 * The key of this tab, null where there is none. It is given once, as `/?access_token=…`, then kept for as long as the tab lives
 * and taken out of the address: no history, bookmark or screenshot has it.
 */
export const accessKey: string | null = take();

/** Headers of a request, with the key where there is one. */
export function withKey(headers?: HeadersInit): Headers {
  const all = new Headers(headers);
  if (accessKey !== null) all.set('X-Api-Key', accessKey);
  return all;
}

/** Opens the page anew with another key. The view stays: it is in the part after the #. */
export async function openWith(key: string): Promise<void> {
  // In exchange for the key the service gives the cookie with which images and the API's own page are loaded.
  await fetch('.', { headers: { 'X-Api-Key': key }, cache: 'no-store' }).catch(() => null);
  if (keep(key)) location.reload();
  else location.search = new URLSearchParams({ [parameter]: key }).toString();
}

function take(): string | null {
  const address = new URL(location.href);
  const given = address.searchParams.get(parameter);
  if (given === null) return kept();
  keep(given);
  address.searchParams.delete(parameter);
  history.replaceState(history.state, '', address);
  return given === '' ? null : given;
}

/** False where the browser keeps nothing for this page. */
function keep(key: string): boolean {
  try {
    sessionStorage.setItem(stored, key);
    return true;
  } catch {
    return false;
  }
}

function kept(): string | null {
  try {
    return sessionStorage.getItem(stored) || null;
  } catch {
    return null;
  }
}
