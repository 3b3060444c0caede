// The compartments in the order of their doors: what each takes, what that earns, how full it is, and whether it takes anything now.

import { bar } from './bars.js';
import { isFull } from './binstate.js';
import { el, icon } from './dom.js';
import { language, named, word } from './language.js';

/** By how a door stands for whoever looks at it: its shape and its words. */
const CHIPS = {
  takes: ['recorded', 'bin.takes'], choose: ['choose', 'bin.choose'], here: ['place', 'bin.here'], full: ['full', 'bin.full'],
  'shut-it': ['put-in', 'bin.shut-it'], closed: ['not-recorded', 'bin.closed'],
};
const COLUMNS_MAX = 4; // on the smallest panel a fifth would be too narrow to read

/** Draws the doors where the state has them; `choose` is called with a compartment's name. */
export function drawDoors(box, state, site, choose) {
  box.hidden = !state.doors;
  const key = JSON.stringify([state.doors && state.view, site?.tariff, language()]);
  if (box.dataset.shown === key) {
    return;
  }
  box.dataset.shown = key;
  const focused = document.activeElement?.dataset.name;
  const { compartments } = state.doors ? state.view : { compartments: [] };
  const rows = Math.ceil(compartments.length / COLUMNS_MAX);
  box.dataset.columns = Math.ceil(compartments.length / Math.max(rows, 1));
  box.dataset.rows = rows;
  box.replaceChildren(...compartments.map((part, i) => door(part, compartments.length > 1 && i + 1, state, site, choose)));
  box.querySelector(`button[data-name="${CSS.escape(focused ?? '')}"]`)?.focus();
}

function door(part, number, state, site, choose) {
  const stands = standsAs(part, state);
  const chosen = stands === 'choose';
  return el(chosen ? 'button' : 'div', { class: `door ${stands}`, 'data-name': part.name, onclick: () => chosen && choose(part.name) },
    el('p', { class: 'price' }, number && el('b', { class: 'number' }, String(number)), el('span', {}, price(part, site))),
    el('p', { class: 'what' }, named(part)), level(part), chip(stands));
}

function standsAs(part, { view, serving }) {
  if (serving) {
    return part.name === view.serves ? 'here' : 'aside';
  }
  if (part.takes) {
    return view.phase === 'CHOOSE' ? 'choose' : 'takes';
  }
  return isFull(part) ? 'full' : part.trouble?.code === 'door-open' ? 'shut-it' : 'closed';
}

function price({ perKilogram }, site) {
  return perKilogram !== null ? word('bin.rate', { rate: perKilogram }) : site?.tariff ? word('bin.no-rate') : '';
}

const level = ({ fill }) => fill !== null && el('p', { class: 'level' }, bar(fill, 100, 'level'), word('bin.fill', { percent: fill }));

const chip = (stands) => CHIPS[stands] && el('p', { class: 'chip' }, icon(CHIPS[stands][0]), word(CHIPS[stands][1]));
