import { accessKey } from '../feed/accessKey';

/** Links to the service's own documents, to which the browser alone sends no key. */
export function keepKey(links: Iterable<Element>): void {
  if (accessKey === null) return;
  for (const link of links) if (link instanceof HTMLAnchorElement) link.search = new URLSearchParams({ access_token: accessKey }).toString();
}
