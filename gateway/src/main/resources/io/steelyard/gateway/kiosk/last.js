// The last bag with its two marks and its receipt, so that nobody has to ask whether it counted.

import { ask, byId, el, icon } from './dom.js';
import { named, language, word } from './language.js';
import { material } from './materials.js';

/** Draws the last recorded weighing of the station; the marks follow the standing. */
export function drawLast({ site, view }, standing) {
  const recorded = view?.outcome?.recorded ?? null;
  const received = recorded !== null && standing !== null && standing.acknowledged >= recorded.seq;
  const box = byId('last');
  const key = JSON.stringify([recorded, received, language()]);
  if (box.dataset.shown === key) {
    return;
  }
  box.dataset.shown = key;
  box.replaceChildren(...(recorded ? last(site, recorded, received) : [el('p', { class: 'note' }, word('weigh.last.none'))]));
}

function last(site, recorded, received) {
  const { seq, net, unit, points, receipt } = recorded;
  const what = named(material(site, recorded.material));
  return [
    el('div', { class: 'last-what' },
      el('h2', {}, word('weigh.last'), ' ', el('small', {}, `#${seq}`)),
      el('p', {}, el('b', {}, `${net} ${unit}`), ` ${what}`, points ? ` · ${points.value ?? points} ${word('points.unit')}` : ''),
      el('p', { class: 'two-marks' }, mark('saved', 'mark.saved', 'saved'),
        received ? mark('received', 'mark.received', 'received') : mark('waiting', 'mark.notyet', 'waiting'))),
    receipt ? el('button', { class: 'qr', 'aria-label': word('weigh.receipt'), onclick: () => show(receipt) },
      el('img', { src: `/r/${receipt}/qr.svg`, alt: '' })) : '',
  ];
}

/** A mark by shape and words. */
export const mark = (shape, words, kind) => el('span', { class: `mark ${kind}` }, icon(shape), word(words));

function show(receipt) {
  ask(el('dialog', { class: 'sheet receipt-qr', 'aria-label': word('weigh.receipt') },
    el('img', { class: 'qr-large', src: `/r/${receipt}/qr.svg`, alt: word('receipt.keep') }),
    el('p', {}, word('receipt.keep')), el('code', {}, receipt),
    el('form', { method: 'dialog', class: 'choices' }, el('a', { class: 'button plain', href: `/r/${receipt}` }, icon('print'), word('page.receipt')),
      el('button', { class: 'strong' }, word('act.close')))));
}
