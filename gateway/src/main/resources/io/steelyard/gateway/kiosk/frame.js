// What every page of the staff has round it: pages, the two marks, who is signed in, language, settings, troubles.

import { get } from './api.js';
import { ask, byId, el, fill, icon, say } from './dom.js';
import { kiosk } from './known.js';
import { age, language, matter, offerLanguage, remedy, speak, switchLanguage, word } from './language.js';
import { hear, introduce } from './hearing.js';
import { applySettings, openSettings } from './settings.js';
import { signIn, signOut } from './signin.js';

const HIGH = matchMedia('(min-height: 640px)');
const troublesInSight = () => (HIGH.matches ? 4 : 2);
const PAGES = [['weigh', '/'], ['bin', '/bin'], ['today', '/today'], ['field', '/field']];

/**
 * Draws the frame and keeps it true.
 *
 * @param {string} page which page this is
 * @param {{heard?: Function, changed?: Function, hides?: Function}} listener gets the live events other than the standing, is told when
 *     anything the frame knows has changed, and says which troubles the page itself shows
 */
export async function frame(page, listener = {}) {
  applySettings();
  kiosk.hides = listener.hides ?? kiosk.hides;
  byId('frame').append(...header(page));
  const changed = () => {
    draw(page);
    listener.changed?.();
  };
  document.addEventListener('language', changed);
  addEventListener('resize', changed);
  document.addEventListener('session', async () => {
    await session();
    changed();
  });
  speak();
  await Promise.all([introduce(drawTroubles), session()]);
  changed();
  hear((name, data) => {
    if (name === 'badge') {
      document.dispatchEvent(new Event('badge'));
    } else {
      listener.heard?.(name, data);
    }
  }, changed);
}

async function session() {
  kiosk.session = await get('/api/session').catch(() => ({ operator: null }));
}

function header(page) {
  const links = PAGES.map(([name, href]) => el('a', {
    href, id: `page-${name}`, 'data-word': `page.${name}`, 'aria-current': name === page ? 'page' : null, hidden: name !== page,
  }));
  return [
    el('a', { class: 'skip', href: '#main', 'data-word': 'page.skip' }),
    el('nav', { 'data-word-label': 'page.nav' }, ...links),
    el('div', { class: 'marks', id: 'marks' }),
    el('button', { class: 'who', id: 'who', onclick: () => (kiosk.session.operator ? signOut() : signIn()) }, icon('person'),
      el('span', { id: 'who-name' })),
    el('button', { class: 'language', id: 'language', lang: '', onclick: switchLanguage }),
    el('button', { class: 'settings', id: 'settings', 'data-word-label': 'settings.title', onclick: openSettings }, icon('settings')),
  ];
}

function draw(page) {
  document.title = `${word(`page.${page}`)} · ${kiosk.site?.gateway ?? 'Steelyard'}`;
  const { operator } = kiosk.session;
  byId('page-today').hidden = false;
  byId('page-weigh').hidden = !kiosk.site?.stations.length;
  byId('page-bin').hidden = !kiosk.site?.bin;
  byId('page-field').hidden = page !== 'field' && operator?.role !== 'technician';
  say(byId('who-name'), operator ? operator.display ?? operator.name : word('sign.in'));
  byId('who').setAttribute('aria-label', operator
    ? `${word('sign.as', { name: operator.display ?? operator.name })}. ${word('sign.out')}` : word('sign.in'));
  offerLanguage(byId('language'));
  drawMarks();
  drawTroubles();
}

/** Saved here, received by the centre: two marks, and what waits between them. */
function drawMarks() {
  const { standing } = kiosk;
  const through = standing && standing.waiting === 0;
  const behind = standing && !through && word('mark.waiting.short', { count: standing.waiting, age: age(standing.oldestWaitingMs ?? 0) });
  const received = through ? 'mark.received' : 'mark.notyet';
  fill(byId('marks'),
    mark('saved', 'saved', word('mark.saved'), standing ? `#${standing.head}` : word('mark.unknown')),
    mark(through ? 'received' : 'waiting', through ? 'received' : 'waiting', word(standing ? received : 'mark.received'),
      standing ? behind || `#${standing.acknowledged}` : word('mark.unknown')),
  );
}

const mark = (shape, kind, name, value) => el('span', { class: `mark ${kind}` }, icon(shape),
  el('span', { class: 'mark-name' }, name), el('span', { class: 'mark-value' }, value));

/** The worst first; those that find no room are one touch away. */
function drawTroubles() {
  const box = byId('troubles');
  const all = troubles();
  const places = troublesInSight();
  const key = JSON.stringify([all, language(), places]);
  if (box.dataset.shown === key) {
    return;
  }
  box.dataset.shown = key;
  const inSight = all.slice(0, all.length > places ? places - 1 : places);
  const rest = all.length - inSight.length;
  box.replaceChildren(...inSight.map(line),
    rest ? el('button', { class: 'more', onclick: () => showTroubles(all) }, word('trouble.more', { n: rest })) : '');
  box.hidden = all.length === 0;
}

function troubles() {
  if (kiosk.lost) {
    return [{ severity: 'stop', code: kiosk.refusal?.code ?? 'lost', text: kiosk.refusal?.text ?? '' }];
  }
  const order = { stop: 0, warn: 1 };
  return (kiosk.standing?.troubles ?? []).filter((trouble) => !kiosk.hides(trouble)).sort((a, b) => order[a.severity] - order[b.severity]);
}

function line(trouble) {
  const at = trouble.station && kiosk.site?.stations.length > 1 ? word('trouble.at', { station: trouble.station }) : '';
  return el('p', { class: `trouble ${trouble.severity}`, 'data-code': trouble.code }, icon(trouble.severity === 'stop' ? 'faulted' : 'warn'),
    el('strong', {}, at + matter(trouble)), el('span', {}, remedy(trouble)));
}

function showTroubles(all) {
  ask(el('dialog', { class: 'sheet', 'aria-label': word('trouble.title') }, el('h2', {}, word('trouble.title')),
    el('div', { class: 'all-troubles' }, ...all.map(line)),
    el('form', { method: 'dialog', class: 'choices' }, el('button', { class: 'plain' }, word('act.close')))));
}
