// Signing in: a name and a PIN, or a badge held to the station's reader while the dialog is open.

import { get, post, remove } from './api.js';
import { ask, el, icon } from './dom.js';
import { kiosk } from './known.js';
import { matter, word } from './language.js';
import { askPin } from './pad.js';

const told = () => document.dispatchEvent(new Event('session'));

/** The station whose reader a badge is held to: the one this screen stands at. */
const station = () => localStorage.getItem('steelyard.station') ?? kiosk.site.stations[0]?.name;

/** Lets somebody sign in; resolves to whether one did. */
export async function signIn() {
  const { operators = [] } = await get('/api/session').catch(() => ({}));
  const chosen = await who(operators);
  if (chosen === 'badge') {
    told();
    return true;
  }
  return chosen ? pin(chosen, operators.find(({ name }) => name === chosen)?.display ?? chosen) : false;
}

/** Ends the session. */
export async function signOut() {
  await remove('/api/session').catch(() => {});
  told();
}

async function who(operators) {
  const name = el('input', { id: 'sign-name', name: 'operator', autocomplete: 'username', required: true });
  const tiles = operators.map((operator) => el('button', { class: 'tile', value: operator.name }, icon('person'),
    el('span', {}, operator.display ?? operator.name),
    operator.role === 'technician' && el('small', {}, word('sign.technician'))));
  const typed = [el('label', { for: 'sign-name' }, word('sign.who')), name,
    el('button', { class: 'strong', onclick: (event) => { event.target.value = name.value; } }, word('sign.in'))];
  const dialog = el('dialog', { class: 'sheet', 'aria-label': word('sign.title') }, el('h2', {}, word('sign.pick')),
    el('form', { method: 'dialog', class: operators.length ? 'tiles' : 'fields' }, ...(operators.length ? tiles : typed)),
    el('p', { class: 'note' }, word('sign.badge')),
    el('form', { method: 'dialog', class: 'choices' }, el('button', { class: 'plain', value: '', formnovalidate: true }, word('act.cancel'))));
  const look = () => post('/api/session', { badge: true, station: station() }).then(() => dialog.close('badge'), () => {});
  document.addEventListener('badge', look);
  const answer = await ask(dialog);
  document.removeEventListener('badge', look);
  return answer;
}

async function pin(operator, display) {
  let complaint = '';
  for (;;) {
    const typed = await askPin(display, word('sign.pin'), complaint);
    if (typed === null) {
      return false;
    }
    try {
      await post('/api/session', { operator, pin: typed });
      told();
      return true;
    } catch (refused) {
      complaint = matter(refused);
    }
  }
}
