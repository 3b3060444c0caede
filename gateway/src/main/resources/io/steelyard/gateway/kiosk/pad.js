// A pad of large digits for weights and PINs, with the keys of a keyboard as well.

import { ask, el, icon, say } from './dom.js';
import { word } from './language.js';
import { compare, withScale } from './decimal.js';

const DIGITS_MAX = 12;
const KEYS = ['7', '8', '9', '4', '5', '6', '1', '2', '3'];

/**
 * Asks for a weight: at most `most`, with `decimals` digits behind the point. Resolves to its text, or null.
 *
 * @param {{title: string, unit: string, decimals: number, most?: string, start?: string, note?: string}} question
 */
export async function askWeight({ title, unit, decimals, most, start = '', note = '' }) {
  const pad = digits({ point: decimals > 0, value: start, shape: (value) => value || '0',
    accepts: (value) => new RegExp(decimals ? `^\\d*(\\.\\d{0,${decimals}})?$` : '^\\d*$').test(value) });
  const complaint = el('p', { class: 'complaint', role: 'alert' });
  const whole = () => (pad.value() === '' || pad.value() === '.' ? '0' : pad.value().replace(/^\./, '0.').replace(/\.$/, ''));
  const fits = () => !most || compare(whole(), most) <= 0;
  const answer = await asked(title, note, pad, unit, complaint,
    () => (fits() ? '' : word('pad.above', { max: most, unit })));
  return answer ? withScale(whole(), decimals) : null;
}

/** Asks for a PIN, which is never shown. Resolves to it, or null. */
export async function askPin(title, note, complaintText = '') {
  const pad = digits({ point: false, value: '', shape: (value) => '●'.repeat(value.length) || '–', accepts: () => true });
  const complaint = el('p', { class: 'complaint', role: 'alert' }, complaintText);
  const answer = await asked(title, note, pad, '', complaint, () => '');
  return answer && pad.value() ? pad.value() : null;
}

function digits({ point, value, shape, accepts }) {
  const shown = el('output', { class: 'pad-value', 'aria-live': 'polite' }, shape(value));
  const set = (next) => {
    if (next.length <= DIGITS_MAX && accepts(next)) {
      value = next;
      say(shown, shape(value));
    }
  };
  const erase = () => set(value.slice(0, -1));
  const key = (digit) => el('button', { type: 'button', class: 'key', onclick: () => set(value + digit) }, digit);
  const keys = el('div', { class: 'pad-keys' }, ...KEYS.map(key),
    point ? el('button', { type: 'button', class: 'key', 'aria-label': word('pad.point'), onclick: () => set(`${value}.`) }, '.') : el('span'),
    key('0'), el('button', { type: 'button', class: 'key', 'aria-label': word('pad.erase'), onclick: erase }, icon('erase')));
  const typed = (event) => {
    if (/^[0-9.]$/.test(event.key)) {
      set(value + event.key);
    } else if (event.key === 'Backspace') {
      erase();
    } else {
      return;
    }
    event.preventDefault();
  };
  return { shown, keys, typed, value: () => value, set };
}

async function asked(title, note, pad, unit, complaint, refusal) {
  const dialog = el('dialog', { class: 'pad', 'aria-label': title, onkeydown: pad.typed },
    el('div', { class: 'pad-side' }, el('h2', {}, title), note && el('p', { class: 'note' }, note),
      el('p', { class: 'pad-line' }, pad.shown, el('span', { class: 'unit' }, unit)), complaint,
      el('div', { class: 'choices' },
        el('button', { type: 'button', class: 'plain', onclick: () => dialog.close('') }, word('act.cancel')),
        el('button', { type: 'button', class: 'strong', autofocus: true, onclick: () => {
          const why = refusal();
          say(complaint, why);
          if (!why) {
            dialog.close('ok');
          }
        } }, word('pad.ok')))), pad.keys);
  return ask(dialog);
}
