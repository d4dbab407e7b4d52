/**
 * Meetings inside another site, as JitsiMeetExternalAPI makes them. Query: `src` (repeatable: path and
 * query of a meeting), `width`, `height`, `sandbox` (its value; left out: no sandbox).
 */
const query = new URLSearchParams(location.search);

for (const [index, src] of query.getAll('src').entries()) {
  const frame = document.createElement('iframe');
  frame.id = `jitsiConferenceFrame${index}`;
  frame.name = frame.id;
  frame.width = query.get('width') ?? '960';
  frame.height = query.get('height') ?? '600';
  frame.allow = 'autoplay; camera; clipboard-write; display-capture; fullscreen; microphone';
  frame.allowFullscreen = true;
  const sandbox = query.get('sandbox');
  if (sandbox !== null) frame.setAttribute('sandbox', sandbox);
  const url = new URL(src, 'https://8x8.vc');
  url.hash = `${url.hash.replace(/^#/, '')}&jitsi_meet_external_api_id=${index}`;
  frame.src = url.href;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  // Puppeteer loses a frame that comes while it takes up another one: it goes on to ask the page's process for it.
  await loaded;
}

export {};
