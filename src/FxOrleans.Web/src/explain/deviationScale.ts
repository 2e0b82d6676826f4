import { digits } from '../numbers/locale';

/** A mark on the scale. */
export interface Mark {
  /** 0 to 1. */
  readonly place: number;
  readonly label: string;
}

const steps: readonly (readonly [number, string])[] = [
  [0.00001, '0.1 bp'],
  [0.0001, '1 bp'],
  [0.001, '10 bp'],
  [0.01, '1 %'],
  [0.1, '10 %'],
  [Math.log(10), '× 10'],
  [Math.log(100), '× 100'],
  [Math.log(10_000), '× 10 000'],
];

/** No mark nearer to another than this share of the scale. */
const apart = 0.09;

/**
 * Where a source stands beside the price: even near the middle, in units of the confidence, and ever closer outwards, so that
 * a tenth of a basis point and a hundredfold error fit on one scale.
 */
export class DeviationScale {
  readonly #centre: number;
  readonly #unit: number;
  readonly #reach: number;

  constructor(centre: number, confidence: number | null, values: readonly number[]) {
    this.#centre = centre;
    this.#unit = Math.max((confidence ?? 0) / centre, 0.000005);
    const furthest = values.reduce((most, value) => (value > 0 ? Math.max(most, Math.abs(Math.log(value / centre))) : most), 0);
    this.#reach = Math.max(this.#squeeze(furthest) * 1.08, this.#squeeze(this.#unit * 4));
  }

  /** 0 to 1, a half for the price itself. */
  place(value: number): number {
    return value > 0 ? this.#at(Math.log(value / this.#centre)) : 0;
  }

  /** Both sides of the middle, without crowding. */
  marks(): Mark[] {
    const marks: Mark[] = [];
    let last = 0.5;
    for (const [deviation, label] of steps) {
      const place = this.#at(deviation);
      if (place > 0.97 || place - last < apart) continue;
      last = place;
      const written = digits.write(label);
      marks.push({ place, label: written.startsWith('×') ? written : `+${written}` });
      marks.push({ place: 1 - place, label: written.startsWith('×') ? written.replace('×', '÷') : `−${written}` });
    }
    return marks;
  }

  #at(deviation: number): number {
    const place = 0.5 + this.#squeeze(deviation) / this.#reach / 2;
    return Math.min(1, Math.max(0, place));
  }

  #squeeze(deviation: number): number {
    return Math.asinh(deviation / this.#unit);
  }
}
