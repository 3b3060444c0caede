// What a device sends, as it comes: the bytes and what of them is text. Newest first, a bounded list.

import { el } from './dom.js';
import { moment, word } from './language.js';

const FRAMES_MAX = 200;
const AGAIN_MS = 2000;

/** Frames in a box; one device at a time. */
export function createFrames(box, refusal) {
  const ear = { source: null, device: null };
  const note = (text) => box.replaceChildren(el('p', { class: 'note' }, text));

  const row = (...cells) => {
    if (!box.firstElementChild?.matches('table')) {
      box.replaceChildren(el('table', {}, el('caption', { class: 'unseen' }, word('field.raw')), el('tbody')));
    }
    const rows = box.querySelector('tbody');
    rows.prepend(el('tr', {}, ...cells));
    while (rows.children.length > FRAMES_MAX) {
      rows.lastChild.remove();
    }
  };

  const show = (event) => {
    const { at, hex, text } = JSON.parse(event.data);
    row(el('td', {}, at ? moment(at, true).slice(-8) : ''), el('td', { class: 'hex' }, hex), el('td', { class: 'text' }, text ?? ''));
  };

  const leftOut = (event) => row(el('td', { colspan: 3 }, word('field.raw.left-out', { n: JSON.parse(event.data).pieces })));

  const stop = () => {
    ear.source?.close();
    ear.source = null;
  };

  const listen = (device) => {
    stop();
    ear.device = device;
    note(word('field.raw.none'));
    const source = new EventSource(`/api/field/raw?device=${encodeURIComponent(device)}`);
    ear.source = source;
    source.addEventListener('frame', show);
    source.addEventListener('left-out', leftOut);
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED && ear.source === source) {
        explain(device, source);
      }
    });
  };

  /** An event source does not say why it was refused, so the same is asked again for the reason. */
  const explain = async (device, source) => {
    const stopped = AbortSignal.timeout(AGAIN_MS);
    const response = await fetch(`/api/field/raw?device=${encodeURIComponent(device)}`, { signal: stopped }).catch(() => null);
    if (ear.source !== source) {
      return;
    }
    stop();
    const told = response ? await response.json().catch(() => ({})) : {};
    note(refusal({ status: response?.status ?? 0, code: told.code ?? 'unreachable', text: told.text ?? '' }));
  };

  addEventListener('pagehide', stop);

  return { listen, stop, running: () => ear.source !== null, toggle: () => (ear.source ? stop() : listen(ear.device)) };
}
