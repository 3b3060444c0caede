// What is written beside a record: a void, a correction; and a weight entered by hand. The server judges, the page only asks.

import { post } from './api.js';
import { ask, el, say } from './dom.js';
import { matter, named, remedy, word } from './language.js';
import { chooseMaterial, material } from './materials.js';
import { askWeight } from './pad.js';
import { kiosk } from './known.js';
import { signIn } from './signin.js';
import { digitsBehind } from './decimal.js';

const VOID_REASONS = ['duplicate', 'test', 'wrong-bag', 'other'];
const CORRECTION_REASONS = ['wrong-material', 'wrong-unpaid', 'wrong-bag', 'wrong-household', 'other'];
const MANUAL_REASONS = ['scale-down', 'other'];
const REASON_MAX = 200;
const CODE_MAX = 64;

/** Makes a record void. */
export const voidEntry = ({ seq }, changed) => form({
  title: word('void.title', { seq }), act: word('void.do'), danger: true, reasons: VOID_REASONS, fields: [],
  send: (values) => post(`/api/records/${seq}/void`, values), changed,
});

/** Corrects a record: only what was changed is sent. */
export function correctEntry(site, entry, changed) {
  const { seq, unit } = entry;
  const bag = text('correct-bag', 'correct.bag', entry.bag ?? '');
  const household = text('correct-household', 'correct.household', '');
  const kind = materialField(site, entry.material);
  const unpaid = weightField('unpaid.title', entry.unpaid ?? '0.00', unit, site, entry.net);
  const given = () => Object.fromEntries(Object.entries({
    material: kind.value() === entry.material ? '' : kind.value(), unpaid: unpaid.value() === (entry.unpaid ?? '0.00') ? '' : unpaid.value(),
    bag: bag.value() === (entry.bag ?? '') ? '' : bag.value(), household: household.value(),
  }).filter(([, value]) => value !== ''));
  return form({ title: word('correct.title', { seq }), act: word('correct.do'), reasons: CORRECTION_REASONS,
    fields: [kind, unpaid, bag, household], send: (values) => post(`/api/records/${seq}/correction`, { ...values, ...given() }), changed });
}

/** Records a weight that no scale said, marked as such. */
export function enterByHand(site, changed) {
  const station = site.stations.find(({ manual, name }) => manual && name === localStorage.getItem('steelyard.station'))
    ?? site.stations.find(({ manual }) => manual);
  const net = weightField('manual.net', '', station.unit, site, station.max);
  const kind = materialField(site, station.material);
  const bag = text('manual-bag', 'manual.bag', '');
  return form({ title: word('manual.title'), note: word('manual.note'), act: word('manual.do'), reasons: MANUAL_REASONS, fields: [net, kind, bag],
    send: (values) => post(`/api/stations/${station.name}/manual`,
      { ...values, net: net.value(), material: kind.value(), ...(bag.value() ? { bag: bag.value() } : {}) }), changed });
}

async function form({ title, note, act, danger, reasons, fields, send, changed }) {
  if (kiosk.session.required !== false && !kiosk.session.operator && !await signIn()) {
    return;
  }
  const complaint = el('p', { class: 'complaint', role: 'alert' });
  const reason = reasonField(reasons);
  const dialog = el('dialog', { class: `sheet${danger ? ' danger' : ''}`, 'aria-label': title }, el('h2', {}, title),
    el('p', { class: 'note' }, note ?? word('entry.kept')), el('div', { class: 'fields' }, ...fields.map(({ label, control }) => el('div', {}, label, control))),
    reason.control, complaint, el('div', { class: 'choices' },
      el('button', { type: 'button', class: 'plain', onclick: () => dialog.close('') }, word('act.cancel')),
      el('button', { type: 'button', class: `strong${danger ? ' danger' : ''}`, id: 'form-send', onclick: async (event) => {
        const button = event.currentTarget;
        if (reason.value() === '') {
          say(complaint, word('reason.say'));
          return;
        }
        button.disabled = true;
        try {
          await send({ reason: reason.value() });
          dialog.close('done');
        } catch (refused) {
          say(complaint, [matter(refused), remedy(refused)].filter(Boolean).join(' · '));
        }
        button.disabled = false;
      } }, act)));
  if (await ask(dialog) === 'done') {
    changed();
  }
}

/** Codes of reasons, which the fact keeps; another reason in the clerk's own words. */
function reasonField(reasons) {
  const own = el('input', { maxlength: REASON_MAX, 'aria-label': word('reason.say'), placeholder: word('reason.say'), hidden: true });
  const chosen = () => control.querySelector(':checked')?.value ?? '';
  const control = el('fieldset', { class: 'reasons', onchange: () => { own.hidden = chosen() !== 'other'; } }, el('legend', {}, word('reason.title')),
    ...reasons.map((code) => el('label', {}, el('input', { type: 'radio', name: 'reason', value: code }), el('span', {}, word(`reason.${code}`)))), own);
  return { control, value: () => (chosen() === 'other' ? own.value.trim() : chosen()) };
}

function text(id, key, value) {
  const control = el('input', { id, value, maxlength: CODE_MAX, autocomplete: 'off' });
  return { label: el('label', { for: id }, word(key)), control, value: () => control.value.trim() };
}

function materialField(site, code) {
  const control = el('button', { type: 'button', class: 'plain', id: 'form-material', onclick: async () => {
    const next = await chooseMaterial(site, code);
    if (next) {
      code = next;
      show();
    }
  } });
  const show = () => {
    control.textContent = `${named(material(site, code))} (${code})`;
    control.setAttribute('aria-label', `${word('material.title')}: ${control.textContent}`);
  };
  show();
  return { label: el('span', {}, word('material.title')), control, value: () => code };
}

function weightField(key, value, unit, site, most) {
  const decimals = digitsBehind(site.stations[0].division);
  const control = el('button', { type: 'button', class: 'plain weight-field', onclick: async () => {
    const next = await askWeight({ title: word(key), unit, decimals, most });
    if (next !== null) {
      value = next;
      show();
    }
  } });
  const show = () => {
    control.textContent = `${value || '–'} ${unit}`;
    control.setAttribute('aria-label', `${word(key)}: ${control.textContent}`);
  };
  show();
  return { label: el('span', {}, word(key)), control, value: () => value };
}
