// What every part of a page may know.

/** The site, who is signed in, how everything stands, and whether the gateway is heard at all. */
export const kiosk = {
  site: null, session: { operator: null }, standing: null, lost: false, refusal: null, hides: () => false,
};
