// Building and finding elements. Text is always text: nothing that a server or a scanner said is ever read as markup.

const SVG = 'http://www.w3.org/2000/svg';

/** The element with this id, which the page has. */
export const byId = (id) => document.getElementById(id);

/** An element with attributes (on… are listeners, null and false leave one out) and children (strings are text). */
export function el(name, attributes = {}, ...children) {
  return dress(document.createElement(name), attributes, children);
}

/** The same for drawings. */
export function svg(name, attributes = {}, ...children) {
  return dress(document.createElementNS(SVG, name), attributes, children);
}

/** One of the shapes in icons.svg. Always beside words, so hidden from who hears the page. */
export function icon(name) {
  return svg('svg', { class: 'icon', 'aria-hidden': 'true' }, svg('use', { href: `/page/icons.svg#${name}` }));
}

function dress(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) {
      element.addEventListener(key.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(key, value === true ? '' : value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Sets text only where it differs, so that nothing is announced or repainted for nothing. */
export function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/**
 * Fills an element anew only where that looks different: a touch is lost if what the finger is on is replaced before it is lifted.
 * For what has no listeners of its own.
 */
export function fill(element, ...children) {
  const { childNodes: fresh } = el('div', {}, ...children);
  const { childNodes: shown } = element;
  if (fresh.length !== shown.length || [...fresh].some((node, i) => !node.isEqualNode(shown[i]))) {
    element.replaceChildren(...fresh);
  }
}

/** A modal dialog on the page until it closes; resolves to what it was closed with, '' when dismissed. */
export function ask(dialog) {
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue);
    }, { once: true });
  });
}
