// The day: what was recorded, what was made void or corrected, the totals, the shift.

import { get } from './api.js';
import { byId, el, say } from './dom.js';
import { openEntry } from './entry.js';
import { frame } from './frame.js';
import { kiosk } from './known.js';
import { enterByHand } from './entryforms.js';
import { language, moment, named, word } from './language.js';
import { mark } from './last.js';
import { material } from './materials.js';
import { drawShift } from './shift.js';
import { drawTotals } from './totals.js';

const TYPED_MS = 200; // between the last letter and the search

const page = { today: null, asked: 0, timer: 0 };

const HEADINGS = ['number', 'time', 'net', 'material', 'bag', 'points', 'state'];

async function fetchToday() {
  const ask = ++page.asked;
  const today = await get(`/api/today?q=${encodeURIComponent(byId('q').value.trim())}`).catch(() => null);
  if (ask === page.asked && today) {
    page.today = today;
    draw();
  }
}

function draw() {
  byId('q').placeholder = word('today.search.hint');
  byId('manual').hidden = !kiosk.site.stations.some(({ manual }) => manual);
  if (!page.today) {
    return;
  }
  const { entries, totals, truncated } = page.today;
  const q = byId('q').value.trim();
  say(byId('said'), entries.length === 0 ? word(q ? 'today.nothing' : 'today.empty', { q }) : truncated ? word('today.truncated') : '');
  drawRows(entries);
  drawTotals(byId('totals'), kiosk.site, totals);
  drawShift(byId('shift'), page.today, fetchToday);
}

function drawRows(entries) {
  const box = byId('rows');
  const key = JSON.stringify([entries, language()]);
  if (box.dataset.shown === key) {
    return;
  }
  box.dataset.shown = key;
  const focused = document.activeElement?.dataset.seq;
  box.replaceChildren(entries.length === 0 ? '' : el('table', {},
    el('thead', {}, el('tr', {}, ...HEADINGS.map((name) => el('th', { scope: 'col', class: name }, word(`today.${name}`))))),
    el('tbody', {}, ...entries.map(row))));
  box.querySelector(`[data-seq="${focused}"]`)?.focus();
}

function row(entry) {
  const { seq, at, net, unit, bag, points, voided } = entry;
  const open = () => openEntry(kiosk.site, entry, fetchToday);
  const cell = (name, ...children) => el('td', { class: name }, ...children);
  return el('tr', { class: voided ? 'voided' : null, onclick: open },
    el('th', { scope: 'row', class: 'number' }, el('button', { class: 'plain', 'data-seq': seq, 'aria-label': word('today.open', { seq }),
      onclick: (event) => { event.stopPropagation(); open(); } }, String(seq))),
    cell('time', moment(at)), cell('net', el('b', {}, net), ` ${unit}`), cell('material', named(material(kiosk.site, entry.material))),
    cell('bag', bag ?? '–'), cell('points', points ? points.value ?? points : '–'), cell('state', ...states(entry)));
}

function states({ entry, voided, corrected, received }) {
  return [voided && tag('voided'), corrected && tag('corrected'), entry === 'manual' && tag('entered'),
    received ? mark('received', 'mark.received.short', 'received') : mark('waiting', 'mark.notyet.short', 'waiting')].filter(Boolean);
}

const tag = (name) => el('span', { class: `tag ${name}` }, word(`today.${name}`));

byId('q').addEventListener('input', () => {
  clearTimeout(page.timer);
  page.timer = setTimeout(fetchToday, TYPED_MS);
});
byId('manual').addEventListener('click', () => enterByHand(kiosk.site, fetchToday));

let acknowledged = null;

await frame('today', {
  heard: (name) => name === 'ledger' && fetchToday(),
  changed: () => {
    draw();
    if (kiosk.standing && kiosk.standing.acknowledged !== acknowledged) {
      ({ acknowledged } = kiosk.standing);
      fetchToday();
    }
  },
});
await fetchToday();
