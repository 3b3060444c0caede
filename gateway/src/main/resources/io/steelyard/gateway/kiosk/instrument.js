// What the weighing page shows, part by part: each a function of the station's view and of nothing else.

import { byId, el, fill, icon, say } from './dom.js';
import { matter, named, remedy, word } from './language.js';
import { material } from './materials.js';
import { compare, isZero, minus } from './decimal.js';

const SHAPES = {
  CLEAR_THE_PAN: 'clear', PLACE_THE_BAG: 'place', STEADY: 'steady', SCAN_THE_CODE: 'scan', READY: 'ready', SAVING: 'saving',
  RECORDED: 'recorded', NOT_RECORDED: 'not-recorded', FAULTED: 'faulted', LOST: 'lost', WAITING: 'saving',
};

export const DIGITS_LARGE = 5; // 60.00; longer ones are set smaller

/** State in words, shape and colour. Returns which it is. */
export function drawPhase({ view, lost, ended }) {
  const phase = lost ? 'LOST' : view === null ? 'WAITING' : view.phase === 'CLEAR_THE_PAN' && ended ? ended : view.phase;
  const instrument = byId('instrument');
  if (instrument.dataset.phase !== phase || !byId('shape').firstChild) {
    instrument.dataset.phase = phase;
    byId('shape').replaceChildren(icon(SHAPES[phase]));
  }
  const [what, todo] = sentences(phase, view);
  say(byId('phase'), what);
  say(byId('phase-do'), todo);
  return phase;
}

function sentences(phase, view) {
  switch (phase) {
    case 'LOST':
      return [word('phase.LOST'), word('code.lost')];
    case 'FAULTED':
      return [word('phase.FAULTED'), view.fault ? [matter(view.fault), remedy(view.fault)].filter(Boolean).join(' · ') : ''];
    case 'NOT_RECORDED':
      return [word('phase.NOT_RECORDED'), matter(view.outcome.notRecorded)];
    case 'RECORDED':
      return [`${word('phase.RECORDED')} · ${view.outcome.recorded.net} ${view.unit}`, word('phase.RECORDED.do')];
    case 'SCAN_THE_CODE':
      return [missing(view.missing ?? []), word('phase.SCAN_THE_CODE.do')];
    default:
      return [word(`phase.${phase}`), word(`phase.${phase}.do`)];
  }
}

const missing = (codes) => word(codes.length === 1 ? `missing.${codes[0]}` : codes.length ? 'missing.several' : 'phase.SCAN_THE_CODE');

/** The number, or its absence: never an old one. */
export function drawWeight({ view, station }, beam, phase) {
  const weight = view?.weight ?? null;
  const shown = byId('weight');
  say(shown, weight ?? '– – –');
  shown.classList.toggle('none', weight === null);
  shown.classList.toggle('long', (weight ?? '').length > DIGITS_LARGE);
  shown.setAttribute('aria-label', weight === null ? word('weigh.none') : `${weight} ${view.unit}`);
  say(byId('unit'), weight === null ? '' : view.unit ?? station.unit);
  beam.set(weight === null ? 0 : Number(weight), weight === null ? 'silent' : phase);
}

/** Bag and household as scanned. Whose household it is never reaches a screen. */
export function drawCodes({ view, station }) {
  const rows = [];
  if (view && (view.bag || station.needs.includes('bag'))) {
    rows.push(code('bag', word('weigh.bag'), view.bag ?? word('weigh.bag.none'), Boolean(view.bag)));
  }
  if (view && (view.household || station.needs.includes('household'))) {
    rows.push(code('house', word('weigh.household'), word(view.household ? 'weigh.household.yes' : 'weigh.household.no'), view.household));
  }
  fill(byId('codes'), ...rows);
}

const code = (shape, name, value, there) => el('li', { class: there ? 'there' : 'missing' }, icon(shape), el('span', {}, name), el('b', {}, value));

/** Points and why: weight × rate, by which tariff, and that it is provisional. */
export function drawWhy({ site, view, station }) {
  const { material: chosen, unpaid = '0' } = view?.choice ?? { material: station.material };
  const rate = material(site, chosen).points;
  fill(byId('why'), ...why(site, view, station, rate, unpaid));
}

function why(site, view, station, rate, unpaid) {
  if (!site.tariff) {
    return [word('points.no-tariff')];
  }
  if (view?.points) {
    const { value, perKilogram, tariff } = view.points;
    const paid = isZero(unpaid) ? `${view.weight} ${view.unit}` : `(${view.weight} − ${unpaid}) ${view.unit}`;
    return [el('b', { class: 'points' }, `${value} ${word('points.unit')}`), el('span', {}, `= ${paid} × ${perKilogram}`),
      el('small', {}, `${word('points.tariff', { tariff })} · ${word('points.provisional')}`)];
  }
  return rate === null || rate === undefined
    ? [word('points.none')]
    : [el('span', {}, word('points.rate', { rate })), el('small', {}, word('points.tariff', { tariff: site.tariff.version }))];
}

/** The part that earns nothing, as a button that opens the pad. */
export function drawUnpaid({ view, station }) {
  const unpaid = view?.choice?.unpaid ?? '0';
  const some = !isZero(unpaid);
  const paid = some && view.weight && compare(view.weight, unpaid) >= 0 ? minus(view.weight, unpaid) : null;
  const button = byId('unpaid');
  button.disabled = view === null;
  fill(button, el('span', {}, word('unpaid.title')), el('b', {}, some ? `${unpaid} ${station.unit}` : word('unpaid.none')),
    some && paid !== null ? el('small', {}, word('unpaid.some', { paid, unit: station.unit })) : '');
}

/** One large button, or, where the site records by itself, the sentence that says so. */
export function drawConfirm({ site, view, station }, phase, may, busy) {
  const auto = station.commit === 'auto';
  const button = byId('confirm');
  byId('auto').hidden = !auto;
  button.hidden = auto;
  if (auto) {
    fill(byId('auto'), icon('recorded'), el('b', {}, word('confirm.auto')), el('span', {}, word('confirm.auto.do')));
    return;
  }
  const ready = phase === 'READY' && !busy;
  button.disabled = !ready;
  const what = named(material(site, view?.choice?.material ?? station.material));
  fill(button, icon(ready ? 'recorded' : 'place'),
    el('b', {}, word(!ready ? 'confirm.wait' : may ? 'confirm.READY' : 'confirm.signin')),
    ready ? el('span', {}, `${what} · ${view.weight} ${view.unit}`) : '');
}
