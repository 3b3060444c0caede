// The materials as tiles: the usual ones on the page, all of them two touches away, group by group.

import { ask, el, icon } from './dom.js';
import { named, word } from './language.js';

const UNSORTED = 'U';
/** Stand where nothing was booked here yet: what households bring most. */
const COMMON = ['0103', '0201', '0106', '0404', '0501', '0402'];

/** The document's entry of a code, or a bare one: without a materials document the screen shows codes. */
export const material = (site, code) => site.materials.find((each) => each.code === code) ?? { code, zh: code, en: code };

/** The unsorted bag first, then what was most used here lately, always with what is chosen now. */
export function usual(site, chosen, places) {
  const codes = [...new Set([UNSORTED, ...site.often, ...COMMON])].slice(0, places);
  return codes.includes(chosen) ? codes : [...codes.slice(0, places - 1), chosen];
}

/** One tile; digit is the key that stands for it. */
export function tile(site, code, chosen, digit, choose) {
  const entry = material(site, code);
  return el('button', { class: `tile group-${entry.group ?? code}`, 'aria-pressed': String(code === chosen), 'data-code': code,
    onclick: () => choose(code) }, digit && el('kbd', { 'aria-hidden': 'true' }, digit), el('span', {}, named(entry)),
  el('small', {}, code));
}

/** Lets a person choose among all; resolves to a code or null. */
export async function chooseMaterial(site, chosen) {
  const body = el('div', { class: 'tiles all' });
  const back = el('button', { type: 'button', class: 'plain', onclick: () => groups() }, icon('back'), word('act.back'));
  const title = el('h2', {}, word('material.pick'));
  const dialog = el('dialog', { class: 'chooser', 'aria-label': word('material.pick'), onkeydown: (event) => {
    if (/^[1-9]$/.test(event.key)) {
      body.querySelectorAll('button')[event.key - 1]?.click();
    }
  } }, el('header', {}, title, back, el('button', { type: 'button', class: 'plain', onclick: () => dialog.close('') },
    icon('close'), word('act.close'))), body);
  const pick = (code) => dialog.close(code);
  const show = (heading, ...tiles) => {
    title.textContent = heading;
    body.replaceChildren(...tiles);
    body.querySelector('button').focus();
  };
  const materialsOf = (group) => show(named(group), ...site.materials.filter((each) => each.group === group.code)
    .map((each, i) => tile(site, each.code, chosen, i + 1, pick)));
  const groups = () => {
    back.hidden = true;
    const single = site.materials.filter((each) => !site.groups.some(({ code }) => code === each.group));
    show(word('material.pick'), ...site.groups.map((group, i) => groupTile(site, group, chosen, i < 9 ? i + 1 : '', () => {
      back.hidden = false;
      materialsOf(group);
    })), ...single.map((each) => tile(site, each.code, chosen, '', pick)));
  };
  groups();
  return await ask(dialog) || null;
}

function groupTile(site, group, chosen, digit, open) {
  const inside = site.materials.filter((each) => each.group === group.code);
  return el('button', { class: `tile group group-${group.code}`, 'data-group': group.code,
    'aria-current': inside.some((each) => each.code === chosen) ? 'true' : null, onclick: open },
  digit && el('kbd', { 'aria-hidden': 'true' }, digit), el('span', {}, named(group)), el('small', {}, `${inside.length}`));
}
