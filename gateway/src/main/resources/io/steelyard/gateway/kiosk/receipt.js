// The receipt, for whoever has its code: what was recorded, and whether the centre has it. No sign-in, nothing to change.

import { get } from './api.js';
import { byId, el, icon } from './dom.js';
import { matter, moment, named, offerLanguage, remedy, speak, switchLanguage, word } from './language.js';
import { mark } from './last.js';
import { material } from './materials.js';
import { applySettings } from './settings.js';
import { isZero } from './decimal.js';

const AGAIN_MS = 5000; // until the centre has it

const code = decodeURIComponent(location.pathname.split('/').pop());
const page = { site: null, entry: null, refusal: null };

async function look() {
  try {
    page.site ??= await get('/api/site');
    page.entry = await get(`/api/receipt/${encodeURIComponent(code)}`);
    page.refusal = null;
  } catch (refused) {
    page.refusal = refused;
  }
  draw();
  if (!page.entry?.received && page.refusal?.status !== 404) {
    setTimeout(look, AGAIN_MS);
  }
}

function draw() {
  speak();
  document.title = `${word('receipt.title')} ${page.entry?.seq ?? ''}`;
  offerLanguage(byId('language'));
  byId('print').replaceChildren(icon('print'), word('act.print'));
  byId('print').hidden = page.entry === null;
  byId('slip').replaceChildren(...(page.entry ? slip(page) : none(page.refusal)));
}

const none = (refusal) => (refusal === null ? [] : [el('p', { class: 'large' }, refusal.status === 404 ? word('receipt.none') : matter(refusal)),
  el('p', {}, refusal.status === 404 ? word('receipt.none.do') : remedy(refusal)), el('p', { class: 'code' }, code)]);

function slip({ site, entry }) {
  const { net, unit, voided, corrected, received } = entry;
  const notices = [voided && 'receipt.voided', corrected && !voided && 'receipt.corrected', entry.entry === 'manual' && 'receipt.manual'].filter(Boolean);
  return [
    ...notices.map((key) => el('p', { class: 'notice' }, icon('warn'), word(key))),
    el('div', { class: 'top' }, el('p', { class: `weight${voided ? ' voided' : ''}` }, el('b', {}, net), ` ${unit}`),
      el('figure', {}, el('img', { src: `/r/${encodeURIComponent(code)}/qr.svg`, alt: word('receipt.keep') }),
        el('figcaption', {}, word('receipt.keep')))),
    ...(voided ? [] : [why(site, entry)]),
    el('div', { class: 'standing' }, standing('saved', 'mark.saved', 'receipt.saved.say', 'saved'),
      received ? standing('received', 'mark.received', 'receipt.received.say', 'received')
        : standing('waiting', 'mark.notyet', 'receipt.notyet.say', 'waiting')),
    el('dl', {}, ...facts(site, entry).flatMap(([name, value]) => [el('dt', {}, word(name)), el('dd', {}, value)])),
  ];
}

const standing = (shape, name, say, kind) => el('p', { class: 'two-marks' }, mark(shape, name, kind), el('span', {}, word(say)));

function why(site, { points, net, paid, unpaid, unit, received }) {
  if (!points) {
    return el('p', { class: 'why' }, word('points.none'));
  }
  const some = unpaid && !isZero(unpaid);
  const from = some ? `(${net} − ${unpaid}) ${unit}` : `${paid ?? net} ${unit}`;
  return el('p', { class: 'why' }, el('b', {}, `${points.value ?? points} ${word('points.unit')}`),
    points.perKilogram ? el('span', {}, `= ${from} × ${points.perKilogram}`) : '',
    points.tariff ? el('small', {}, `${word('points.tariff', { tariff: points.tariff })} · ${word(received ? 'points.final' : 'points.provisional')}`) : '');
}

function facts(site, { seq, at, station, material: kind, bag, id }) {
  return [['today.material', `${named(material(site, kind))} (${kind})`], ['today.bag', bag ?? '–'], ['receipt.time', moment(at, true)],
    ['receipt.place', `${site.gateway} · ${station}`], ['receipt.record', `#${seq} · ${id}`], ['receipt.code', el('span', { class: 'code' }, code)]];
}

byId('language').addEventListener('click', switchLanguage);
byId('print').addEventListener('click', () => print());
document.addEventListener('language', draw);
applySettings();
await look();
