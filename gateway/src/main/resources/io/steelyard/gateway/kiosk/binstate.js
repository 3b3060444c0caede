// Which of a few things a bin's panel says, in words, shape and colour: a function of what was heard last and of nothing else.

import { known, matter, named, remedy, word } from './language.js';

const SHAPES = {
  WAITING: 'saving', LOST: 'lost', NONE: 'not-recorded', ALARM: 'faulted', READY: 'card', FULL: 'full', CHOOSE: 'choose', WAIT: 'saving',
  OPEN_THE_DOOR: 'door-open', SHUT_THE_DOOR: 'put-in', WEIGHING: 'steady', THANKS: 'recorded', REFUSED: 'not-recorded', VISIT: 'visit',
  OUT_OF_SERVICE: 'faulted',
};
const SERVING = ['WAIT', 'OPEN_THE_DOOR', 'SHUT_THE_DOOR', 'WEIGHING'];
const WITH_DOORS = ['READY', 'FULL', 'CHOOSE', ...SERVING];
const ELSEWHERE = ['LOST', 'ALARM', 'FULL', 'REFUSED', 'OUT_OF_SERVICE', 'VISIT'];
/** The one that matters most stands in the banner. */
const WORST_FIRST = ['smoke', 'heat', 'tilt', 'door-forced', 'enclosure', 'door-left-open'];

/**
 * What to show.
 *
 * @returns {{name: string, shape: string, what: string, todo: string, advice: string, notice: string, view: ?object, alarms: string[],
 *     doors: boolean, serving: boolean, elsewhere: boolean}} `advice` what else to do; `alarms` the worst first; `doors` whether the
 *     compartments are shown; `elsewhere` whether the next bin is
 */
export function binState({ site, view, lost, refusal }) {
  const alarms = WORST_FIRST.filter((alarm) => view?.alarms.includes(alarm));
  const name = nameOf(site, view, lost, alarms);
  const [what, todo, advice = ''] = sentences(name, view, alarms);
  const doors = WITH_DOORS.includes(name);
  return {
    name, shape: SHAPES[name], what, todo, advice, view, alarms, doors, notice: notice(name, view, refusal), serving: SERVING.includes(name),
    elsewhere: ELSEWHERE.includes(name) || name === 'READY' && view.compartments.some(({ takes }) => !takes),
  };
}

function nameOf(site, view, lost, alarms) {
  if (lost || view === null) {
    return lost ? 'LOST' : site && !site.bin ? 'NONE' : 'WAITING';
  }
  if (alarms.length) {
    return 'ALARM';
  }
  if (view.phase === 'ENDED') {
    return view.ended?.outcome === 'credited' ? 'THANKS' : 'REFUSED';
  }
  const full = view.phase === 'OUT_OF_SERVICE' && view.compartments.every(isFull) && view.trouble?.code === 'full';
  return full ? 'FULL' : view.phase;
}

export const isFull = ({ trouble }) => trouble?.code === 'full';

function sentences(name, view, alarms) {
  switch (name) {
    case 'WAITING':
      return [word('phase.WAITING'), word('phase.WAITING.do')];
    case 'ALARM':
      return [word(`alarm.${alarms[0]}`), word(`alarm.${alarms[0]}.do`)];
    case 'REFUSED':
      return outcome(view.ended);
    case 'THANKS':
      return [word('bin.THANKS'), word(view.ended.standing === 'quarantine' ? 'bin.THANKS.quarantine.do' : 'bin.THANKS.do')];
    case 'OUT_OF_SERVICE':
      return [word('bin.OUT_OF_SERVICE'), ...reason(view.trouble)];
    case 'OPEN_THE_DOOR':
    case 'SHUT_THE_DOOR':
      return [word(`bin.${name}`), door(view)];
    default:
      return [word(`bin.${name}`), word(`bin.${name}.do`)];
  }
}

const outcome = (ended) => [word(`outcome.${ended?.outcome}`), word(`outcome.${ended?.outcome}.do`)];

/** Which door, by its number from the left where there are several. */
export function door({ compartments, serves }) {
  const index = compartments.findIndex(({ name }) => name === serves);
  const material = index < 0 ? '' : named(compartments[index]);
  return compartments.length > 1 && index >= 0 ? word('bin.which', { number: index + 1, material }) : material;
}

/** Why something is not to be had, and what a resident does about it; what only a technician understands is not said here. */
function reason(trouble) {
  const key = trouble && known(`why.${trouble.code}`) ? `why.${trouble.code}` : 'why.other';
  return [word(key), word(known(`${key}.do`) ? `${key}.do` : 'why.other.do')];
}

/** Somebody else's card in the middle of a session, or a choice that came to nothing. */
function notice(name, view, refusal) {
  const said = refusal ? (known(`why.${refusal.code}`) ? reason(refusal) : [matter(refusal), remedy(refusal)])
    : view?.ended && WITH_DOORS.includes(name) ? outcome(view.ended) : [];
  return said.filter(Boolean).join(' · ');
}
