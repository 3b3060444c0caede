// The doctor's report: what was looked at, what it showed, and the remedy where something is wrong.

import { el, icon } from './dom.js';
import { language, word } from './language.js';

const SHAPES = { wrong: 'faulted', mind: 'warn', unknown: 'waiting', well: 'received' };
const WORST_FIRST = Object.keys(SHAPES);

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
    const findings = [...report.findings].sort((a, b) => WORST_FIRST.indexOf(a.grade) - WORST_FIRST.indexOf(b.grade));
    box.replaceChildren(report.verdict === 'well' ? el('p', { class: 'healthy' }, icon('received'), word('field.doctor.healthy')) : '',
      el('ul', { class: 'report' }, ...findings.map(line)));
  }
}

const line = ({ code, grade, subject, evidence, remedy }) => el('li', { class: `check ${grade}` },
  el('span', { class: 'result' }, icon(SHAPES[grade] ?? 'warn'), word(`grade.${grade}`)),
  el('div', {}, el('p', {}, el('code', {}, code), ' ', subject ?? ''), el('p', {}, evidence ?? ''),
    remedy ? el('p', { class: 'remedy' }, el('b', {}, `${word('field.remedy')}: `), remedy) : ''));
