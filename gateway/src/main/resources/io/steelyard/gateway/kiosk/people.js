// How staff are called on a screen. Facts hold tokens; a name is known only to the gateway that signed the person in.

import { kiosk } from './frame.js';

/** The display name where this gateway knows one, else the beginning of the token. */
export function staff(operator) {
  const known = kiosk.session.operators?.find(({ name }) => name === operator);
  return known?.display ?? operator.slice(0, 8);
}
