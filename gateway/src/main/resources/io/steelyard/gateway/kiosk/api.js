// The daemon's answers. A refusal is an exception with the server's code and sentence.

/** What the daemon would not do, or could not be asked. */
export class Refused extends Error {
  constructor(status, code, text) {
    super(text);
    this.status = status;
    this.code = code;
    this.text = text;
  }
}

export const get = (path) => call('GET', path);
export const post = (path, body) => call('POST', path, body);
export const remove = (path) => call('DELETE', path);

async function call(method, path, body) {
  const headers = { Accept: 'application/json' };
  if (method !== 'GET') {
    headers['X-Steelyard'] = '1'; // no form of another site can send it
    headers['Content-Type'] = 'application/json';
  }
  let response;
  try {
    response = await fetch(path, { method, headers, body: body && JSON.stringify(body), cache: 'no-store' });
  } catch (failure) {
    throw new Refused(0, 'unreachable', failure.message);
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Refused(response.status, answer.code ?? `http-${response.status}`, answer.text ?? response.statusText);
  }
  return answer;
}
