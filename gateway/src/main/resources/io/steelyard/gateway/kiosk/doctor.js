// The doctor's report: what was looked at, what it showed, and the remedy where something is wrong.

import { el, icon } from './dom.js';
import { language, word } from './language.js';

const SHAPES = { ok: 'received', warn: 'warn', fail: 'faulted', skipped: 'waiting' };
const WORST_FIRST = ['fail', 'warn', 'skipped', 'ok'];

/** Draws the report, or that it is being made, or why there is none. */
export function drawDoctor(box, report, running, refusal) {
  const key = JSON.stringify([report, running, language()]);
  if (box.dataset.shown === key) {
    return;
  }
  box.dataset.shown = key;
  if (running || report === null) {
    box.replaceChildren(el('p', { class: 'note' }, word('field.doctor.running')));
  } else if (report.refused) {
    box.replaceChildren(el('p', { class: 'complaint' }, refusal(report.refused)));
  } else {
    const checks = [...report.checks].sort((a, b) => WORST_FIRST.indexOf(a.result) - WORST_FIRST.indexOf(b.result));
    const healthy = checks.every(({ result }) => result === 'ok');
    box.replaceChildren(healthy ? el('p', { class: 'healthy' }, icon('received'), word('field.doctor.healthy')) : '',
      el('ul', { class: 'report' }, ...checks.map(line)));
  }
}

const line = ({ code, result, title, evidence, remedy }) => el('li', { class: `check ${result}` },
  el('span', { class: 'result' }, icon(SHAPES[result] ?? 'warn'), word(`field.${result}`)),
  el('div', {}, el('p', {}, el('code', {}, code), ' ', title ?? ''), el('p', {}, evidence ?? ''),
    remedy ? el('p', { class: 'remedy' }, el('b', {}, `${word('field.remedy')}: `), remedy) : ''));
