// How this screen shows things and which keys it listens to; kept on this screen.

import { ask, el } from './dom.js';
import { word } from './language.js';

const SWITCHES = [['contrast', 'settings.contrast', false], ['digits', 'settings.digits', true]];

const key = (name) => `steelyard.${name}`;

/** Whether a switch is on: as it was set here, else as delivered. */
export function isOn(name) {
  const kept = localStorage.getItem(key(name));
  return kept === null ? SWITCHES.find(([known]) => known === name)[2] : kept === 'on';
}

/** Makes the page look as it is set. */
export function applySettings() {
  document.documentElement.dataset.contrast = isOn('contrast') ? 'more' : 'normal';
}

/** Lets a person change the switches. Single digits can be switched off for those who dictate to the browser (WCAG 2.1.4). */
export function openSettings() {
  const rows = SWITCHES.map(([name, words]) => el('label', { class: 'switch' },
    el('input', { type: 'checkbox', checked: isOn(name), onchange: (event) => {
      localStorage.setItem(key(name), event.target.checked ? 'on' : 'off');
      applySettings();
    } }), el('span', {}, word(words))));
  ask(el('dialog', { class: 'sheet', 'aria-label': word('settings.title') }, el('h2', {}, word('settings.title')), ...rows,
    el('form', { method: 'dialog', class: 'choices' }, el('button', { class: 'plain' }, word('act.close')))));
}
