type Attributes = Readonly<Record<string, string>>;

/** An element with attributes and children; text is always text. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
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
