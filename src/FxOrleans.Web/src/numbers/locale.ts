/** The reader's language; English where there is no browser. */
export const locale = typeof navigator === 'undefined' ? 'en' : navigator.language;

/** Writes decimals with a language's own separator and digits, far faster than Intl can, and without grouping: a price can be copied. */
export class Digits {
  readonly #separator: string;
  readonly #minus: string;
  /** Null where digits are 0 to 9. */
  readonly #digits: readonly string[] | null;
  /** How an amount may be typed: its whole part in the first group, its decimals in the last. */
  readonly #amounts: readonly RegExp[];

  constructor(language: string) {
    const parts = new Intl.NumberFormat(language).formatToParts(-1.5);
    this.#separator = parts.find((part) => part.type === 'decimal')?.value ?? '.';
    this.#minus = parts.find((part) => part.type === 'minusSign')?.value ?? '-';
    const plain = new Intl.NumberFormat(language, { useGrouping: false });
    const digits = Array.from({ length: 10 }, (_, digit) => plain.format(digit));
    this.#digits = digits.join('') === '0123456789' ? null : digits;
    this.#amounts = amountsIn(language, this.#separator);
  }

  /** What `toFixed` or `String` wrote, in this language. */
  write(text: string): string {
    let written = this.#separator === '.' ? text : text.replace('.', this.#separator);
    if (this.#minus !== '-') written = written.replace('-', this.#minus);
    return this.#digits === null ? written : written.replace(/\d/g, (digit) => this.#digits![Number(digit)]!);
  }

  /**
   * An amount as a person of this language types it, as plain decimal text (`1234.5`); null when it is none. Nothing is guessed and no
   * digit is lost: a separator that stands where this language has no group makes it no amount (`1,5` is not 15).
   */
  read(text: string): string | null {
    let typed = text.trim();
    if (this.#digits !== null) typed = typed.replace(/\D/g, (letter) => (this.#digits!.includes(letter) ? String(this.#digits!.indexOf(letter)) : letter));
    const match = this.#amounts.map((amount) => amount.exec(typed)).find((found) => found !== null);
    if (match === undefined) return null;
    const whole = match[1]!.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
    const decimals = match.at(-1) ?? '';
    if (whole === '' && decimals === '') return null;
    return `${whole === '' ? '0' : whole}${decimals === '' ? '' : `.${decimals}`}`;
  }
}

/** Without groups; in groups of three; and as this language groups, where that is otherwise (12,34,567). */
function amountsIn(language: string, separator: string): RegExp[] {
  const parts = new Intl.NumberFormat(language).formatToParts(12_345_678);
  const group = parts.find((part) => part.type === 'group')?.value ?? ' ';
  const size = parts.filter((part) => part.type === 'integer').at(-2)?.value.length ?? 3;
  const decimals = `(?:${separator === '.' || separator === ',' ? `\\${separator}` : `[${separator}.]`}(\\d*))?$`;
  // Spaces and apostrophes are decimals nowhere.
  const groups = `[${/[\s'’]/.test(group) ? '' : `\\${group}`}\\s'’]`;
  const grouped = (between: number): RegExp => new RegExp(`^([1-9]\\d{0,${between - 1}}(${groups})(?:\\d{${between}}\\2)*\\d{3})${decimals}`);
  return [new RegExp(`^(\\d*)${decimals}`), grouped(3), ...(size === 3 ? [] : [grouped(size)])];
}

export const digits = new Digits(locale);
