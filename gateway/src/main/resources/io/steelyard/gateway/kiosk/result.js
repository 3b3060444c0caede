// What came of a deposit: thanks with the weight, the points and the two marks; or that there is nothing, and what else is the matter.

import { beam } from './beam.js';
import { compare } from './decimal.js';
import { el, icon } from './dom.js';
import { DIGITS_LARGE } from './instrument.js';
import { language, word } from './language.js';
import { mark } from './last.js';

/** A beam's length for any weight: six labels that are easy to read. */
const SPANS = [6, 12, 30];

/** Draws what came of it where the state has no doors. */
export function drawResult(box, state, site, standing) {
  box.hidden = state.doors;
  const { ended = null } = state.view ?? {};
  const received = ended !== null && standing !== null && standing.acknowledged >= ended.seq;
  const key = JSON.stringify([state.name, state.alarms, state.advice, ended, received, site?.tariff, language()]);
  if (box.dataset.shown === key) {
    return;
  }
  box.dataset.shown = key;
  box.replaceChildren(...(state.name === 'THANKS' ? thanks(ended, received, site) : others(state, ended)));
}

function thanks(ended, received, site) {
  const { delta, unit } = ended;
  return [
    el('div', { class: 'dial' }, weight(delta, unit), drawn(Number(delta))),
    el('div', { class: 'earned' }, ...points(ended, received, site),
      el('p', { class: 'two-marks' }, mark('saved', 'mark.saved', 'saved'),
        received ? mark('received', 'mark.received', 'received') : mark('waiting', 'mark.notyet', 'waiting'))),
  ];
}

const weight = (delta, unit) => el('p', { class: 'weight' }, el('output', { class: delta.length > DIGITS_LARGE ? 'long' : null }, delta), el('span', { class: 'unit' }, unit));

function drawn(value) {
  const decade = 10 ** Math.floor(Math.log10(Math.max(value, .01) / SPANS[0]));
  const span = [...SPANS, SPANS[0] * 10].map((six) => six * decade).find((most) => most >= value);
  const made = beam(span);
  made.set(value, 'level');
  return made.drawing;
}

function points({ standing, points: quoted }, received, site) {
  if (standing === 'quarantine') {
    return [el('p', { class: 'large' }, word('bin.points.later'))];
  }
  if (quoted) {
    return [el('p', { class: 'points' }, `${quoted.value} ${word('points.unit')}`), !received && el('p', {}, word('points.provisional'))];
  }
  return site?.tariff ? [el('p', { class: 'large' }, word('points.none'))] : [];
}

/** Beside the banner's sentence. */
function others({ name, alarms, advice }, ended) {
  const lines = alarms.slice(1).map((alarm) => line('faulted', `${word(`alarm.${alarm}`)} · ${word(`alarm.${alarm}.do`)}`));
  if (ended && ['ALARM', 'REFUSED'].includes(name)) {
    const { outcome, delta, unit } = ended;
    const weighed = delta !== null && compare(delta, '0') > 0 ? ` · ${word('bin.weighed', { weight: `${delta} ${unit}` })}` : '';
    lines.push(outcome === 'credited' ? line('recorded', `${word('bin.THANKS')}${weighed}`) : line('not-recorded', `${word('bin.uncredited')}${weighed}`));
  }
  return advice ? [line('person', advice), ...lines] : lines;
}

const line = (shape, words) => el('p', { class: 'line' }, icon(shape), words);
