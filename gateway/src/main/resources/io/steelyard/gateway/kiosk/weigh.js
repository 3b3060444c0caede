// The weighing page: the live weight, its state, and the one touch that records it.

import { post } from './api.js';
import { beam } from './beam.js';
import { drawCodes, drawConfirm, drawPhase, drawUnpaid, drawWeight, drawWhy } from './instrument.js';
import { byId, el, icon } from './dom.js';
import { frame } from './frame.js';
import { kiosk } from './known.js';
import { drawLast } from './last.js';
import { matter, remedy, word } from './language.js';
import { chooseMaterial, tile, usual } from './materials.js';
import { askWeight } from './pad.js';
import { isOn } from './settings.js';
import { signIn } from './signin.js';
import { digitsBehind } from './decimal.js';

const WIDE = matchMedia('(min-width: 1100px)');
const places = () => (WIDE.matches ? 7 : 5); // tiles beside the one that opens all
const KEPT = 'steelyard.station';

/** What this page knows beside the frame. */
const page = { views: new Map(), beam: null, name: null, seen: undefined, ended: null, underWay: 0, refusal: null };

const station = () => kiosk.site.stations.find(({ name }) => name === page.name);
const view = () => page.views.get(page.name);

function heard(name, data) {
  if (name === 'station') {
    page.views.set(data.station, data);
    if (data.station === page.name) {
      noticeEnd(data);
      draw();
    }
  }
}

/** An attempt that has just ended is shown large until the pan is empty again; one that ended before is only the last bag. */
function noticeEnd({ phase, outcome }) {
  const end = outcome?.recorded?.id ?? (outcome?.notRecorded ? JSON.stringify(outcome.notRecorded) : null);
  const fresh = page.seen !== undefined && end !== null && end !== page.seen;
  page.seen = end;
  if (fresh) {
    page.refusal = null;
    page.ended = outcome.recorded ? 'RECORDED' : 'NOT_RECORDED';
  } else if (phase !== 'CLEAR_THE_PAN') {
    page.ended = null;
  }
}

async function choose(next) {
  if (!mayConfirm() && !await signIn()) {
    return;
  }
  const before = view().choice;
  const choice = { ...before, ...next };
  view().choice = choice; // shown at once; the next event of the station says what holds
  if (!await send(`/api/stations/${page.name}/choice`, { material: choice.material, unpaid: choice.unpaid }) && view().choice === choice) {
    view().choice = before;
    draw();
  }
}

async function confirm() {
  const { phase, weight } = view() ?? {};
  if (kiosk.lost || page.underWay > 0 || phase !== 'READY' || station().commit !== 'confirm') {
    return;
  }
  if (!mayConfirm()) {
    await signIn();
    return;
  }
  await send(`/api/stations/${page.name}/confirm`, { net: weight });
}

const mayConfirm = () => !kiosk.session.required || kiosk.session.operator !== null;

/** Whether it was granted. */
async function send(path, body) {
  page.underWay += 1;
  page.refusal = null;
  draw();
  try {
    await post(path, body);
  } catch (refused) {
    page.refusal = refused;
  }
  page.underWay -= 1;
  draw();
  return page.refusal === null;
}

async function chooseAmongAll() {
  const code = await chooseMaterial(kiosk.site, view()?.choice.material);
  if (code) {
    choose({ material: code });
  }
}

async function chooseUnpaid() {
  const { weight } = view();
  const { division, unit } = station();
  const unpaid = await askWeight({ title: word('unpaid.title'), unit, decimals: digitsBehind(division), most: weight ?? station().max });
  if (unpaid !== null) {
    choose({ unpaid });
  }
}

/** Enter confirms, digits choose; nothing is taken from a key that a control or a dialog is about to use. */
document.addEventListener('keydown', (event) => {
  const elsewhere = document.querySelector('dialog[open]') || event.target.closest('button, a, input, select, textarea');
  if (event.key === 'Enter' && !elsewhere) {
    confirm();
  } else if (/^[0-9]$/.test(event.key) && isOn('digits') && !document.querySelector('dialog[open], :focus:is(input, select)')) {
    (event.key === '0' ? byId('all') : byId('usual').children[event.key - 1])?.click();
  }
});
byId('confirm').addEventListener('click', confirm);
byId('unpaid').addEventListener('click', chooseUnpaid);

function draw() {
  const { site } = kiosk;
  page.name ??= site.stations.find(({ name }) => name === localStorage.getItem(KEPT))?.name ?? site.stations[0].name;
  const now = { site, station: station(), view: kiosk.lost ? null : view() ?? null, lost: kiosk.lost, ended: page.ended };
  if (!page.beam) {
    page.beam = beam(Number(now.station.max));
    byId('beam').replaceChildren(page.beam.drawing);
  }
  const phase = drawPhase(now);
  drawWeight(now, page.beam, phase);
  drawCodes(now);
  drawWhy(now);
  drawLast(now, kiosk.standing);
  drawStations();
  drawUsual(now);
  drawUnpaid(now);
  drawConfirm(now, phase, mayConfirm(), page.underWay > 0);
  byId('complaint').textContent = page.refusal ? `${matter(page.refusal)}${remedy(page.refusal) && ` · ${remedy(page.refusal)}`}` : '';
}

function drawUsual({ site, view: shown }) {
  const chosen = shown?.choice?.material ?? station().material;
  const key = JSON.stringify([word('material.all'), chosen, site.often, shown === null, places()]);
  const box = byId('usual');
  if (box.dataset.shown === key) {
    return;
  }
  box.dataset.shown = key;
  const focused = document.activeElement?.dataset.code;
  box.replaceChildren(...usual(site, chosen, places()).map((code, i) => tile(site, code, chosen, i + 1, (picked) => choose({ material: picked }))),
    el('button', { class: 'tile all', id: 'all', onclick: chooseAmongAll }, el('kbd', { 'aria-hidden': 'true' }, '0'), icon('more'),
      el('span', {}, word('material.all'))));
  box.querySelectorAll('button').forEach((button) => { button.disabled = shown === null; });
  box.querySelector(`[data-code="${focused}"]`)?.focus();
}

/** Where a gateway has several scales, which of them this screen stands at. */
function drawStations() {
  const { stations } = kiosk.site;
  const box = byId('station');
  if (stations.length === 1) {
    box.textContent = page.name;
    return;
  }
  if (!box.firstChild) {
    box.append(el('select', { onchange: (event) => {
      localStorage.setItem(KEPT, event.target.value);
      Object.assign(page, { name: event.target.value, beam: null, seen: undefined, ended: null, refusal: null });
      draw();
    } }, ...stations.map(({ name }) => el('option', { value: name, selected: name === page.name }, name))));
  }
  box.firstChild.setAttribute('aria-label', word('weigh.station'));
}

/** What is wrong with the scale itself stands where its state stands, not in a second line. */
const hides = ({ station: name, severity }) => severity === 'stop' && name === page.name && view()?.phase === 'FAULTED';

await frame('weigh', { heard, changed: draw, hides });
