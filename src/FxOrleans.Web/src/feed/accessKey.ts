/** The key that the page was opened with: `/?access_token=…`. Null where none was given. */
export const accessKey: string | null = new URLSearchParams(location.search).get('access_token');

/** Headers of a request, with the key where there is one. */
export function withKey(headers?: HeadersInit): Headers {
  const all = new Headers(headers);
  if (accessKey !== null) all.set('X-Api-Key', accessKey);
  return all;
}
