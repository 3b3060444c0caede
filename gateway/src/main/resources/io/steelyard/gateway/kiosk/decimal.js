// Exact decimals as strings. A weight is never a binary fraction, not even to be subtracted.

const scaleOf = (text) => (text.split('.')[1] ?? '').length;
const scaled = (text, scale) => BigInt(text.replace('.', '') + '0'.repeat(scale - scaleOf(text)));

function plain(value, scale) {
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  return (value < 0n ? '-' : '') + whole + (scale ? `.${digits.slice(-scale)}` : '');
}

/** a − b, with as many digits as the longer of them. */
export function minus(a, b) {
  const scale = Math.max(scaleOf(a), scaleOf(b));
  return plain(scaled(a, scale) - scaled(b, scale), scale);
}

/** Below, equal or above zero as a is less than, equal to or more than b. */
export function compare(a, b) {
  const scale = Math.max(scaleOf(a), scaleOf(b));
  const difference = scaled(a, scale) - scaled(b, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const isZero = (text) => compare(text, '0') === 0;

/** The same value with exactly this many digits behind the point; it must not have more. */
export const withScale = (text, scale) => plain(scaled(text, scale), scale);

/** How many digits stand behind the point. */
export const digitsBehind = scaleOf;
