// One record, looked at closely: what it says, its two marks, its receipt, and what may be written beside it.

import { ask, el, icon } from './dom.js';
import { correctEntry, voidEntry } from './entryforms.js';
import { moment, named, word } from './language.js';
import { mark } from './last.js';
import { material } from './materials.js';

/** Shows a record; `changed` is called after something was written beside it. */
export async function openEntry(site, entry, changed) {
  const { seq, voided, received, receipt } = entry;
  const may = !voided;
  const dialog = el('dialog', { class: 'sheet entry', 'aria-label': word('entry.title', { seq }) },
    el('h2', {}, word('entry.title', { seq })), el('div', { class: 'entry-body' },
      el('dl', {}, ...facts(site, entry).flatMap(([name, value]) => [el('dt', {}, word(name)), el('dd', {}, value)])),
      receipt ? el('img', { class: 'qr-large', src: `/r/${receipt}/qr.svg`, alt: word('receipt.keep') }) : ''),
    el('p', { class: 'two-marks' }, mark('saved', 'mark.saved', 'saved'),
      received ? mark('received', 'mark.received', 'received') : mark('waiting', 'mark.notyet', 'waiting')),
    may && el('p', { class: 'note' }, word('entry.kept')),
    el('form', { method: 'dialog', class: 'choices' },
      may && el('button', { class: 'plain', value: 'void' }, word('entry.void')),
      may && el('button', { class: 'plain', value: 'correct' }, word('entry.correct')),
      receipt && el('a', { class: 'button plain', href: `/r/${receipt}` }, icon('print'), word('entry.receipt')),
      el('button', { class: 'strong', value: '', autofocus: true }, word('act.close'))));
  const answer = await ask(dialog);
  if (answer === 'void') {
    await voidEntry(entry, changed);
  } else if (answer === 'correct') {
    await correctEntry(site, entry, changed);
  }
}

function facts(site, { at, station, net, paid, unpaid, unit, material: code, bag, points, operator, entry, voided, corrected }) {
  const state = [voided && 'today.voided', corrected && 'today.corrected', entry === 'manual' && 'today.entered'].filter(Boolean);
  return [
    ['today.net', `${net} ${unit}`], ['today.material', `${named(material(site, code))} (${code})`],
    Number(unpaid ?? 0) ? ['today.unpaid', `${unpaid} ${unit} (${word('unpaid.some', { paid, unit })})`] : null,
    ['today.bag', bag ?? '–'], ['today.points', points ? points.value ?? points : '–'], ['today.time', moment(at, true)],
    ['today.station', station], ['today.operator', operator ?? '–'],
    state.length ? ['today.state', state.map((each) => word(each)).join(' · ')] : null,
  ].filter(Boolean);
}
