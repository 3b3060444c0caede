// Which language the page speaks now. It can be changed at any time; everything is then said again.

import { say } from './dom.js';
import { LANGUAGES, WORDS } from './words.js';

const KEPT = 'steelyard.language';
let index = usual();

/** As the address says, else as it was last set on this screen, else the first. */
function usual() {
  const kept = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem(KEPT);
  return Math.max(0, LANGUAGES.indexOf(kept));
}

/** The words for a key, its places filled in. A key without words shows itself, which a test looks for. */
export function word(key, values = {}) {
  const words = WORDS[key];
  return words ? words[index].replace(/\{([a-z]+)\}/g, (place, name) => values[name] ?? place) : key;
}

/** Whether there are words for this key. */
export const known = (key) => key in WORDS;

/** A name that a document gives in both languages. */
export const named = (thing) => (index === 0 ? thing.zh : thing.en);

/** What is the matter, for a code of the daemon; its own sentence where the page has none for it. */
export const matter = ({ code, text }) => (known(`code.${code}`) ? word(`code.${code}`) : word('code.unknown', { text }));

/** What to do about it, '' where the page has no advice. */
export const remedy = ({ code }) => (known(`do.${code}`) ? word(`do.${code}`) : '');

export const language = () => LANGUAGES[index];

/** Says everything again in the other language, here and on this screen's other pages. */
export function switchLanguage() {
  localStorage.setItem(KEPT, LANGUAGES[1 - index]);
  speakLanguage(1 - index);
}

/** Says everything again in the other language, for whoever stands here now. */
export const lendLanguage = () => speakLanguage(1 - index);

/** Speaks again as this screen does for everybody. */
export const returnLanguage = () => speakLanguage(usual());

function speakLanguage(next) {
  if (next !== index) {
    index = next;
    speak();
    document.dispatchEvent(new Event('language'));
  }
}

/** A button that offers the other language, in that language. */
export function offerLanguage(button) {
  say(button, word('language.other'));
  button.lang = LANGUAGES[1 - index];
}

/** Fills in the fixed words of the page: data-word is a text, data-word-label an accessible name. */
export function speak(root = document) {
  document.documentElement.lang = language();
  root.querySelectorAll('[data-word]').forEach((element) => { element.textContent = word(element.dataset.word); });
  root.querySelectorAll('[data-word-label]').forEach((element) => {
    element.setAttribute('aria-label', word(element.dataset.wordLabel));
  });
}

/** How long something has waited, in the largest unit that fits. */
export function age(milliseconds) {
  const units = [['age.days', 86_400_000], ['age.hours', 3_600_000], ['age.minutes', 60_000]];
  const [key, length] = units.find(([, size]) => milliseconds >= size) ?? ['age.seconds', 1000];
  return word(key, { n: Math.floor(milliseconds / length) });
}

/** A moment as people here read it: the time of the day, with the date where it is asked for. */
export function moment(text, dated = false) {
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  const date = dated ? { year: 'numeric', month: '2-digit', day: '2-digit', second: '2-digit' } : {};
  return new Date(text).toLocaleString(language() === 'en' ? 'en-GB' : 'zh-CN', { ...date, ...time });
}
