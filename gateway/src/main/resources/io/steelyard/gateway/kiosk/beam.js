// The steelyard: a graduated beam with a sliding weight, as far out as the load is heavy. Level when the load lies still.

import { svg } from './dom.js';

const WIDTH = 620;
const LEFT = 34; // where the beam hangs, which is zero
const LENGTH = 566;
const TICKS = 60;
const LABELS = 6;

/** A beam for a scale from zero to `max`; `set(weight, state)` moves it. */
export function beam(max) {
  const at = (value) => LEFT + LENGTH * Math.min(1, Math.max(0, value / max));
  const ticks = Array.from({ length: TICKS + 1 }, (_, i) => {
    const x = LEFT + (LENGTH * i) / TICKS;
    return svg('line', { class: 'tick', x1: x, x2: x, y1: 26, y2: i % (TICKS / LABELS) ? (i % 5 ? 21 : 17) : 12 });
  });
  const labels = Array.from({ length: LABELS + 1 }, (_, i) => svg('text', { x: LEFT + (LENGTH * i) / LABELS, y: 9, 'text-anchor': 'middle' },
    `${+((max * i) / LABELS).toFixed(2)}`));
  const poise = svg('g', { class: 'poise' }, svg('path', { d: 'M0 22 L0 38 M-11 38 H11 L15 58 H-15 Z' }), svg('circle', { cx: 0, cy: 29, r: 5 }));
  const arm = svg('g', { class: 'arm' }, svg('rect', { class: 'rod', x: 8, y: 26, width: LEFT + LENGTH - 2, height: 6, rx: 3 }),
    ...ticks, ...labels, poise);
  const drawing = svg('svg', { class: 'beam', viewBox: `0 -4 ${WIDTH} 66`, 'aria-hidden': 'true' },
    svg('path', { class: 'fulcrum', d: `M${LEFT} 34 l-11 24 h22 z` }), arm);
  return {
    drawing,
    set(weight, state) {
      drawing.dataset.state = state;
      poise.style.transform = `translateX(${at(weight ?? 0)}px)`;
    },
  };
}
