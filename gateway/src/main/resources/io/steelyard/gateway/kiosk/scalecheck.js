// The scale's check with a reference mass: begin it, do what it asks, see what came of it. Nothing is weighed there meanwhile.

import { get, post } from './api.js';
import { byId, say } from './dom.js';
import { digitsBehind } from './decimal.js';
import { matter, word } from './language.js';
import { askWeight } from './pad.js';

const LOOK_MS = 500;

/** The bench of one station's scale; `station` gives the station as the site has it. */
export function createScaleCheck(station, refusal) {
  const bench = { told: null, refused: null, timer: null };

  const told = (answer) => {
    bench.told = answer;
    bench.refused = null;
    draw();
    again();
  };

  const failed = (refused) => {
    bench.refused = refused;
    draw();
    if (refused.status !== 401) {
      again();
    }
  };

  const underWay = () => bench.told?.running || bench.told?.end === 'writing';

  const again = () => {
    clearTimeout(bench.timer);
    bench.timer = underWay() ? setTimeout(look, LOOK_MS) : null;
  };

  const look = () => get(`/api/field/check?station=${encodeURIComponent(station().name)}`).then(told, failed);

  const step = (body) => post('/api/field/check', { station: station().name, ...body }).then(told, failed);

  const start = async () => {
    const { unit, division, max } = station();
    const reference = await askWeight({ title: word('field.check.mass'), unit, decimals: digitsBehind(division), most: max });
    if (reference !== null) {
      await step({ step: 'start', reference, class: byId('check-class').value });
    }
  };

  const task = ({ running, task: now, loads, rounds, reference, unit }) => (running
    ? word(`field.check.${now}`, { n: loads.length + 1, of: rounds, mass: reference, unit }) : word('field.check.do'));

  const outcome = (check) => {
    switch (check.end) {
      case 'writing': return word('field.check.writing');
      case 'given-up': return word('field.check.given-up');
      case 'not-written': return matter(check);
      case 'recorded': return [word(check.passed ? 'field.check.passed' : 'field.check.failed', check), ...check.faults].join(' · ');
      default: return '';
    }
  };

  /** Says everything again, in the language of now. */
  const draw = () => {
    const check = bench.told ?? { running: false };
    byId('check-start').hidden = check.running;
    byId('check-class').disabled = check.running;
    byId('check-cancel').hidden = !check.running;
    say(byId('check-task'), task(check));
    say(byId('check-said'), bench.refused ? refusal(bench.refused) : outcome(check));
  };

  byId('check-start').addEventListener('click', start);
  byId('check-cancel').addEventListener('click', () => step({ step: 'cancel' }));
  addEventListener('pagehide', () => clearTimeout(bench.timer));

  /** What the scale shows while it is checked, when the station itself shows nothing. */
  const weight = () => (bench.told?.running && !bench.refused ? bench.told : { weight: null });

  return { look, draw, weight };
}
