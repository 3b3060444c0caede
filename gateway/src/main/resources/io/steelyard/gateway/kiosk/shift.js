// The shift: opened, closed with its totals.

import { post } from './api.js';
import { ask, el, icon, say } from './dom.js';
import { kiosk } from './known.js';
import { language, matter, moment, remedy, word } from './language.js';
import { signIn } from './signin.js';
import { groupTable } from './totals.js';

/** Draws the shift's line; `changed` is called after it was opened or closed. */
export function drawShift(box, today, changed) {
  const key = JSON.stringify([today.shift, language()]);
  const { shift } = today;
  const act = shift ? () => closeShift(today, changed) : () => openShift(box, changed);
  if (box.dataset.shown !== key) {
    box.dataset.shown = key;
    box.replaceChildren(icon(shift ? 'ready' : 'clear'),
      el('p', {}, shift ? word('shift.since', { time: moment(shift.openedAt), operator: shift.operator ?? word('shift.anonymous') }) : word('shift.none')),
      el('p', { class: 'complaint', role: 'alert' }), el('button', { class: shift ? 'plain' : 'strong', id: 'shift-act' }, word(shift ? 'shift.close' : 'shift.open')));
  }
  box.querySelector('button').onclick = act;
}

async function openShift(box, changed) {
  if (await allowed()) {
    await tell({ event: 'opened' }, box.querySelector('.complaint'));
    changed();
  }
}

const allowed = async () => kiosk.session.required === false || kiosk.session.operator !== null || signIn();

async function tell(body, complaint) {
  try {
    await post('/api/shift', body);
    say(complaint, '');
    return true;
  } catch (refused) {
    say(complaint, [matter(refused), remedy(refused)].filter(Boolean).join(' · '));
    return false;
  }
}

/** The totals are looked at before the shift is closed, and can be printed. */
async function closeShift({ shift }, changed) {
  if (!await allowed()) {
    return;
  }
  const complaint = el('p', { class: 'complaint', role: 'alert' });
  const dialog = el('dialog', { class: 'sheet slip', 'aria-label': word('shift.close.title') }, el('h2', {}, word('shift.close.title')),
    el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': word('today.totals') }, groupTable(kiosk.site, shift.groups)),
    el('p', { class: 'note' }, word('shift.beside', shift)), complaint,
    el('div', { class: 'choices' },
      el('button', { type: 'button', class: 'plain', onclick: () => dialog.close('') }, word('act.cancel')),
      el('button', { type: 'button', class: 'plain', onclick: () => print() }, icon('print'), word('act.print')),
      el('button', { type: 'button', class: 'strong', id: 'shift-close', onclick: async () => {
        if (await tell({ event: 'closed' }, complaint)) {
          dialog.close('closed');
        }
      } }, word('shift.close.do'))));
  await ask(dialog);
  changed();
}
