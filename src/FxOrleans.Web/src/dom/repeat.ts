/** Does `work` again and again with a pause between, while the page is in front; what it returns ends that, and whatever is under way. */
export function repeat(milliseconds: number, work: (signal: AbortSignal) => Promise<void>): () => void {
  const ending = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const turn = async (): Promise<void> => {
    if (document.visibilityState === 'visible') await work(ending.signal);
    if (!ending.signal.aborted) timer = setTimeout(() => void turn(), milliseconds);
  };

  void turn();
  return () => {
    ending.abort();
    clearTimeout(timer);
  };
}
