import { takesText } from '../dom/dom';

/** Keys that mean the same everywhere; what they do. */
export type GlobalKeys = Readonly<Record<string, () => void>>;

/** Sends keys to the view first, then to the page. Keys typed into a field, or with Ctrl, Alt or Meta, are left alone. */
export function listenToKeys(global: GlobalKeys, view: (event: KeyboardEvent) => boolean): void {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (takesText(event.target) || document.querySelector('dialog[open]') !== null) return;
    const act = view(event) ? (): void => {} : global[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
}
