// The technician's bench: the doctor's checks, what each device sends, the scale's zero and reference mass.

import { get, post } from './api.js';
import { byId, el, say } from './dom.js';
import { frame } from './frame.js';
import { kiosk } from './known.js';
import { drawDoctor } from './doctor.js';
import { matter, remedy, word } from './language.js';
import { askWeight } from './pad.js';
import { createFrames } from './rawframes.js';
import { signIn } from './signin.js';
import { digitsBehind } from './decimal.js';

const RECORD_SECONDS = 60;

const page = { begun: false, devices: [], report: null, running: false, views: new Map(), frames: null };

const technician = () => kiosk.session.operator?.role === 'technician';

const station = () => kiosk.site.stations.find(({ name }) => name === localStorage.getItem('steelyard.station')) ?? kiosk.site.stations[0];

/** What cannot be had, said plainly: not offered by this gateway, or refused. */
const refusal = (refused) => (refused.code === 'not-found'
  ? `${word('field.not-offered')} · ${word('field.not-offered.do')}`
  : [matter(refused), remedy(refused)].filter(Boolean).join(' · '));

async function begin() {
  page.begun = true;
  page.devices = await get('/api/field/devices').then(({ devices }) => devices, () => kiosk.site.stations.map(({ name }) => ({ name, station: name })));
  byId('device').replaceChildren(...page.devices.map(({ name, dialect }) => el('option', { value: name }, dialect ? `${name} · ${dialect}` : name)));
  page.frames = createFrames(byId('frames'), refusal);
  page.frames.listen(byId('device').value);
  draw();
  await examine();
}

async function examine() {
  page.running = true;
  draw();
  page.report = await get('/api/field/doctor').catch((refused) => ({ refused }));
  page.running = false;
  draw();
}

async function record() {
  const device = byId('device').value;
  let left = RECORD_SECONDS;
  const tell = () => say(byId('record-said'), word('field.recording', { n: left }));
  tell();
  byId('record').disabled = true;
  const clock = setInterval(() => {
    left = Math.max(0, left - 1);
    tell();
  }, 1000);
  try {
    const response = await fetch('/api/field/record', { method: 'POST', body: JSON.stringify({ device, seconds: RECORD_SECONDS }),
      headers: { 'X-Steelyard': '1', 'Content-Type': 'application/json' } });
    if (!response.ok) {
      throw Object.assign(await response.json().catch(() => ({ code: 'unknown', text: response.statusText })), { status: response.status });
    }
    download(await response.blob(), `${device}.steelyard`);
    say(byId('record-said'), word('field.recorded'));
  } catch (refused) {
    say(byId('record-said'), refusal(refused.code ? refused : { code: 'unreachable' }));
  }
  clearInterval(clock);
  byId('record').disabled = false;
}

function download(blob, name) {
  const link = el('a', { href: URL.createObjectURL(blob), download: name });
  link.click();
  URL.revokeObjectURL(link.href);
}

async function check(step) {
  const { name, unit, division, max } = station();
  const mass = step === 'reference'
    ? await askWeight({ title: word('field.check.mass'), unit, decimals: digitsBehind(division), most: max }) : undefined;
  if (mass === null) {
    return;
  }
  try {
    const { seq } = await post('/api/field/check', { station: name, step, mass });
    say(byId('check-said'), word('field.check.done', { seq }));
  } catch (refused) {
    say(byId('check-said'), refusal(refused));
  }
}

function draw() {
  byId('only').hidden = technician();
  byId('benches').hidden = !technician();
  if (!technician()) {
    page.begun = false;
    page.frames?.stop();
    return;
  }
  if (!page.begun) {
    begin();
    return;
  }
  byId('raw-run').textContent = word(page.frames?.running() ? 'field.raw.stop' : 'field.raw.go');
  byId('record').textContent = word('field.record');
  drawDoctor(byId('doctor'), page.report, page.running, refusal);
  const { weight, unit } = (!kiosk.lost && page.views.get(station().name)) || { weight: null };
  say(byId('live-weight'), weight === null ? word('weigh.none') : `${weight} ${unit}`);
}

byId('only-signin').addEventListener('click', signIn);
byId('doctor-run').addEventListener('click', examine);
byId('record').addEventListener('click', record);
byId('check-zero').addEventListener('click', () => check('zero'));
byId('check-reference').addEventListener('click', () => check('reference'));
byId('device').addEventListener('change', (event) => page.frames.listen(event.target.value));
byId('raw-run').addEventListener('click', () => {
  page.frames.toggle();
  draw();
});

await frame('field', {
  heard: (name, data) => {
    if (name === 'station') {
      page.views.set(data.station, data);
      draw();
    }
  },
  changed: draw,
});
