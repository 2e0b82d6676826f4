type Attributes = Readonly<Record<string, string>>;
type Children = readonly (Node | string)[];

/** An element with attributes and children; text is always text. */
export function element<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Children): HTMLElementTagNameMap[K] {
  return dressed(document.createElement(tag), attributes, children);
}

/** The same for a drawing. */
export function drawing<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Children): SVGElementTagNameMap[K] {
  return dressed(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

/** A button that does something; what it says is its label. */
export function button(attributes: Attributes, act: () => void, ...children: Children): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, ...children);
  made.addEventListener('click', act);
  return made;
}

/** Text for screen readers only. */
export function unseen(...children: Children): HTMLElement {
  return element('span', { class: 'unseen' }, ...children);
}

/** Whether keys typed there are text. */
export function takesText(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** A text node that is written to only when its text changes. */
export class LiveText {
  readonly node: Text = document.createTextNode('');
  #text = '';

  set(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    this.node.data = text;
  }
}

/** An attribute that is written to only when its value changes; null removes it. */
export class LiveAttribute {
  readonly #owner: Element;
  readonly #name: string;
  #value: string | null = null;

  constructor(owner: Element, name: string) {
    this.#owner = owner;
    this.#name = name;
  }

  set(value: string | null): void {
    if (value === this.#value) return;
    this.#value = value;
    if (value === null) this.#owner.removeAttribute(this.#name);
    else this.#owner.setAttribute(this.#name, value);
  }
}

function dressed<T extends Element>(made: T, attributes: Attributes, children: Children): T {
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** An element that the page's own markup has. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no #${id}.`);
  return found;
}
