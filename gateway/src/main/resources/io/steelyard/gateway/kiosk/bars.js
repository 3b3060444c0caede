// Two plots, drawn as tables whose rows have bars: the numbers stay readable, printable and speakable.

import { el, svg } from './dom.js';

const WIDTH = 300;
const HEIGHT = 16;
const HOUR_WIDTH = 24;
const HOUR_HEIGHT = 120;

/** A bar as long as value is of most. */
export function bar(value, most, group) {
  const length = most > 0 ? (WIDTH * value) / most : 0;
  return svg('svg', { class: `bar group-${group}`, viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('rect', { width: length, height: HEIGHT }));
}

/**
 * Columns over the hours of the day, from the first to the last that has any.
 *
 * @param {{hour: number, net: string}[]} hours
 */
export function columns(hours, caption, headings) {
  const known = new Map(hours.map(({ hour, net }) => [Number(hour), net]));
  const first = Math.min(...known.keys());
  const span = known.size ? Math.max(...known.keys()) - first + 1 : 0;
  const all = Array.from({ length: span }, (_, i) => ({ hour: first + i, net: known.get(first + i) ?? '0' }));
  const most = Math.max(...all.map(({ net }) => Number(net)), 0);
  const drawing = svg('svg', { class: 'columns', viewBox: `0 0 ${Math.max(all.length, 1) * HOUR_WIDTH * 2} ${HOUR_HEIGHT + 36}`, 'aria-hidden': 'true' },
    ...all.flatMap(({ hour, net }, i) => column(i, hour, net, most)));
  const numbers = el('table', { class: 'unseen' }, el('caption', {}, caption),
    el('thead', {}, el('tr', {}, ...headings.map((heading) => el('th', { scope: 'col' }, heading)))),
    el('tbody', {}, ...all.map(({ hour, net }) => el('tr', {}, el('th', { scope: 'row' }, `${hour}:00`), el('td', {}, net)))));
  return [drawing, numbers];
}

function column(i, hour, net, most) {
  const height = most > 0 ? (HOUR_HEIGHT * Number(net)) / most : 0;
  const middle = (i + .5) * HOUR_WIDTH * 2;
  return [svg('rect', { x: middle - HOUR_WIDTH * .7, y: 16 + HOUR_HEIGHT - height, width: HOUR_WIDTH * 1.4, height }),
    svg('text', { class: 'value', x: middle, y: 12 + HOUR_HEIGHT - height, 'text-anchor': 'middle' }, Number(net) ? String(Math.round(Number(net))) : ''),
    svg('text', { x: middle, y: HOUR_HEIGHT + 32, 'text-anchor': 'middle' }, String(hour))];
}
