const cap = 10_000;

/** The pause before try number `attempt` (from 0): a quarter of a second, doubling up to ten seconds. */
export function pauseBefore(attempt: number, random: () => number = Math.random): number {
  const pause = Math.min(cap, 250 * 2 ** Math.min(attempt, 10));
  // Up to a fifth shorter, so that a restarted server does not meet every page at once.
  return pause * (1 - 0.2 * random());
}

/** Waits, but not past the network's return or the page's coming back to the front. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      removeEventListener('online', done);
      document.removeEventListener('visibilitychange', whenVisible);
      resolve();
    };
    const whenVisible = (): void => {
      if (document.visibilityState === 'visible') done();
    };
    const timer = setTimeout(done, milliseconds);
    addEventListener('online', done);
    document.addEventListener('visibilitychange', whenVisible);
  });
}
