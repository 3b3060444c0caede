// What every page hears of its gateway: the site's description once, then the live events.

import { get } from './api.js';
import { kiosk } from './known.js';
import { follow } from './live.js';

const AGAIN_MS = 1000;

/** The site's description, asked for until it is given: without it there is nothing to show. `told` is called while it is refused. */
export async function introduce(told) {
  for (;;) {
    try {
      kiosk.site = await get('/api/site');
      return;
    } catch (refused) {
      Object.assign(kiosk, { lost: true, refusal: refused });
      told();
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      Object.assign(kiosk, { lost: false, refusal: null });
    }
  }
}

/**
 * Follows the live events: `heard` gets those other than the standing, `changed` is told when the standing is another or all is lost or
 * back, `opened` when all of it is about to be told anew.
 */
export function hear(heard, changed, opened) {
  follow('/api/live', (name, data) => {
    if (name === 'standing') {
      kiosk.standing = data;
      changed();
    } else {
      heard(name, data);
    }
  }, (lost, refusal) => {
    Object.assign(kiosk, { lost, refusal });
    changed();
  }, opened);
}
