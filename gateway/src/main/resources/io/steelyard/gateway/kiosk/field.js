// The technician's bench: the doctor's checks, what each device sends, the scale's zero and reference mass.

import { get } from './api.js';
import { byId, el, say } from './dom.js';
import { frame } from './frame.js';
import { kiosk } from './known.js';
import { drawDoctor } from './doctor.js';
import { matter, remedy, word } from './language.js';
import { createFrames } from './rawframes.js';
import { createScaleCheck } from './scalecheck.js';
import { signIn } from './signin.js';

const RECORD_SECONDS = 60;

const page = { begun: false, devices: [], report: null, running: false, views: new Map(), frames: null, check: null };

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
  if (station()) {
    page.check ??= createScaleCheck(station, refusal);
    page.check.look();
  }
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
  byId('check').hidden = !station();
  if (station()) {
    drawCheck();
  }
}

function drawCheck() {
  page.check?.draw();
  const shown = kiosk.lost ? { weight: null } : page.views.get(station().name) ?? { weight: null };
  const { weight, unit } = shown.weight === null && page.check && !kiosk.lost ? page.check.weight() : shown;
  say(byId('live-weight'), weight === null ? word('weigh.none') : `${weight} ${unit}`);
}

byId('only-signin').addEventListener('click', signIn);
byId('doctor-run').addEventListener('click', examine);
byId('record').addEventListener('click', record);
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
