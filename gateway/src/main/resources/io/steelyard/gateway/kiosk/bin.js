// The resident's page at a bin: what it takes, what to do now, and what came of it. All of it is what the live stream said last.

import { get, post } from './api.js';
import { binState } from './binstate.js';
import { byId, icon, say } from './dom.js';
import { drawDoors } from './doors.js';
import { hear, introduce } from './hearing.js';
import { kiosk } from './known.js';
import { lendLanguage, named, offerLanguage, returnLanguage, speak, word } from './language.js';
import { drawResult } from './result.js';
import { applySettings } from './settings.js';

const NOBODY_MS = 60_000; // untouched and unused for so long, the panel is the next person's
const LOOK_MS = 1000;
const UNUSED = ['READY', 'OUT_OF_SERVICE'];

const page = { view: null, refusal: null, usedAt: performance.now() };

function heard(name, data) {
  if (name === 'bin') {
    page.refusal = data.phase === page.view?.phase ? page.refusal : null;
    page.view = data;
    draw();
  }
}

/** Of what another stream said nothing is shown again, and a gateway that comes back may be set up otherwise. */
function opened() {
  Object.assign(page, { view: null, refusal: null });
  draw();
  get('/api/site').then((site) => {
    kiosk.site = site;
    draw();
  }, () => { /* as it was known */ });
}

async function choose(compartment) {
  page.refusal = null;
  try {
    await post('/api/bin/choose', { compartment });
  } catch (refused) {
    page.refusal = refused;
  }
  draw();
}

function draw() {
  const { site, lost, standing } = kiosk;
  const state = binState({ site, view: lost ? null : page.view, lost, refusal: page.refusal });
  const shown = byId('bin');
  if (shown.dataset.state !== state.name || !byId('shape').firstChild) {
    shown.dataset.state = state.name;
    byId('shape').replaceChildren(icon(state.shape));
  }
  say(byId('phase'), state.what);
  say(byId('phase-do'), state.todo);
  say(byId('notice'), state.notice);
  byId('notice').hidden = state.notice === '';
  drawDoors(byId('doors'), state, site, choose);
  drawResult(byId('result'), state, site, standing);
  drawNext(state, site);
  drawHead(site, state.view);
}

function drawNext(state, site) {
  const next = site?.bin?.next;
  byId('next').hidden = !state.elsewhere || !next;
  if (next) {
    byId('next').replaceChildren(icon('place-of'), word('bin.next', { place: named(next) }));
  }
}

function drawHead(site, view) {
  document.title = `${word('page.bin')} · ${site?.gateway ?? 'Steelyard'}`;
  say(byId('place'), view?.bin ?? site?.bin?.name ?? '');
  offerLanguage(byId('language'));
}

byId('language').addEventListener('click', lendLanguage);
byId('contrast').append(icon('settings'));
byId('contrast').addEventListener('click', () => {
  const { dataset } = document.documentElement;
  dataset.contrast = dataset.contrast === 'more' ? 'normal' : 'more';
});
document.addEventListener('language', draw);
['pointerdown', 'keydown'].forEach((touch) => document.addEventListener(touch, () => { page.usedAt = performance.now(); }));

setInterval(() => {
  if (page.view && !UNUSED.includes(page.view.phase)) {
    page.usedAt = performance.now();
  } else if (performance.now() - page.usedAt > NOBODY_MS) {
    returnLanguage();
    applySettings();
  }
}, LOOK_MS);

applySettings();
speak();
await introduce(draw);
draw();
hear(heard, draw, opened);
