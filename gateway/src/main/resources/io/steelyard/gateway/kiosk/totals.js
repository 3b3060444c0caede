// Kilograms by group and by hour.

import { bar, columns } from './bars.js';
import { el } from './dom.js';
import { language, named, word } from './language.js';
import { material } from './materials.js';

/** Draws both plots into a box. */
export function drawTotals(box, site, totals) {
  const key = JSON.stringify([totals, language()]);
  if (box.dataset.shown === key) {
    return;
  }
  box.dataset.shown = key;
  box.replaceChildren(el('h2', {}, word('today.by-group')), groupTable(site, totals.groups),
    el('h2', {}, word('today.by-hour')), ...columns(totals.hours, word('today.by-hour'), [word('today.hour'), word('today.net')]));
}

/** The totals of each group, as on the slip of a shift. */
export function groupTable(site, groups) {
  const most = Math.max(0, ...groups.map(({ net }) => Number(net)));
  const names = ['group', 'count', 'net', 'paid', 'points'];
  return el('table', { class: 'groups' },
    el('thead', {}, el('tr', {}, ...names.map((name) => el('th', { scope: 'col', class: name }, word(`today.${name}`))))),
    el('tbody', {}, ...groups.map((total) => el('tr', {}, el('th', { scope: 'row' }, el('span', {}, groupName(site, total.group)),
      bar(Number(total.net), most, total.group)),
    ...names.slice(1).map((name) => el('td', { class: name }, String(total[name] ?? '–')))))));
}

const groupName = (site, code) => named(site.groups.find((group) => group.code === code) ?? material(site, code));
