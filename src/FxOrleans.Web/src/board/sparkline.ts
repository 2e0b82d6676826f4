import { colours } from '../dom/colours';
import { element } from '../dom/dom';
import type { Trail } from '../market/trail';

const width = 96;
const height = 20;
const margin = 2;
const least = 24;

/** The last two minutes of a pair as a line, drawn when asked. */
export class Sparkline {
  readonly element: HTMLCanvasElement = element('canvas', { class: 'sparkline', width: '0', height: '0', 'aria-hidden': 'true' });

  draw(trail: Trail): void {
    const canvas = this.element;
    const ratio = Math.min(devicePixelRatio || 1, 2);
    if (canvas.width !== width * ratio) {
      canvas.width = width * ratio;
      canvas.height = height * ratio;
    }
    const context = canvas.getContext('2d');
    if (context === null) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const count = trail.count;
    if (count < 2) return;
    let low = Infinity;
    let high = -Infinity;
    for (let i = 0; i < count; i++) {
      const price = trail.at(i);
      if (price < low) low = price;
      if (price > high) high = price;
    }
    const flat = high === low;
    // The newest at the right edge. A young line is stretched, so that it can be read from the start.
    const step = (width - 2 * margin) / (Math.max(count, least) - 1);
    const x = (i: number): number => width - margin - (count - 1 - i) * step;
    const y = (price: number): number => (flat ? height / 2 : margin + ((high - price) / (high - low)) * (height - 2 * margin));
    const first = trail.at(0);
    const last = trail.at(count - 1);
    context.strokeStyle = colours.of(flat || last === first ? '--muted' : last > first ? '--up' : '--down');
    context.lineWidth = 1.25;
    context.lineJoin = 'round';
    context.globalAlpha = flat ? 0.5 : 1;
    context.beginPath();
    context.moveTo(x(0), y(first));
    for (let i = 1; i < count; i++) context.lineTo(x(i), y(trail.at(i)));
    context.stroke();
    context.globalAlpha = 1;
    if (flat) return;
    context.fillStyle = context.strokeStyle;
    context.beginPath();
    context.arc(x(count - 1), y(last), 1.75, 0, 2 * Math.PI);
    context.fill();
  }
}
