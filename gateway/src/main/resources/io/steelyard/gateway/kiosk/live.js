// The event stream, read by hand rather than with EventSource, which hides why it was refused.

const SILENCE_MS = 1000; // a weight has an age; what was heard longer ago is no longer shown
const AGAIN_MS = 1000;
const LOOK_MS = 100;

/**
 * Follows a stream of server-sent events for as long as the page lives.
 *
 * @param {string} path
 * @param {(name: string, data: object) => void} heard each event
 * @param {(lost: boolean, refusal: ?{code: string, text: string}) => void} changed the stream was lost, or is back
 * @param {() => void} opened it begins, for the first time or anew: everything is told again, and what was told before may be another daemon's
 */
export function follow(path, heard, changed, opened = () => {}) {
  const ear = { opened, at: performance.now(), beats: false, open: false, lost: false, refusal: null, left: new AbortController() };

  const receive = (name, data) => {
    ear.at = performance.now();
    if (name === 'beat') {
      ear.beats = true;
    } else {
      heard(name, data);
    }
    tell(false);
  };

  const tell = (lost) => {
    if (lost !== ear.lost) {
      ear.lost = lost;
      changed(lost, ear.refusal);
    }
  };

  setInterval(() => {
    const silent = performance.now() - ear.at > SILENCE_MS;
    if (silent && (ear.beats || !ear.open)) {
      tell(true);
    }
  }, LOOK_MS);

  // A page that was left may be kept for going back to; its stream would take a place of those that look.
  addEventListener('pagehide', () => ear.left.abort());
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload());

  (async () => {
    while (!ear.left.signal.aborted) {
      try {
        await read(path, receive, ear);
      } catch {
        // told by the silence that follows
      }
      ear.open = false;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  })();
}

async function read(path, receive, ear) {
  const response = await fetch(path, { headers: { Accept: 'text/event-stream' }, cache: 'no-store', signal: ear.left.signal });
  if (!response.ok) {
    ear.refusal = await response.json().catch(() => null);
    return;
  }
  ear.refusal = null;
  ear.open = true;
  ear.at = performance.now();
  ear.opened();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }
    const blocks = (rest + value).split('\n\n');
    rest = blocks.pop();
    blocks.forEach((block) => event(block, receive));
  }
}

function event(block, receive) {
  const lines = block.split('\n').filter((line) => !line.startsWith(':'));
  const of = (field) => lines.filter((line) => line.startsWith(`${field}:`)).map((line) => line.slice(field.length + 1).trim());
  const data = of('data').join('\n');
  if (data) {
    receive(of('event')[0] ?? 'message', JSON.parse(data));
  }
}
