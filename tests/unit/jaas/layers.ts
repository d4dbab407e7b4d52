import fc from 'fast-check';

/*
 * What people copy a link, a token or a number in. Each layer is made as the program that adds it does, and none knows
 * how it is taken off.
 */

type Layer = (text: string) => string;

const quotedPrintable: Layer = (text) => {
  const bytes = [...Buffer.from(text)].map((byte) =>
    (byte >= 33 && byte <= 126 && byte !== 61) || byte === 32 || byte === 10
      ? String.fromCharCode(byte)
      : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  );
  let line = 0;
  return bytes
    .map((byte) => {
      if (byte === '\n') line = 0;
      const isFull = line + byte.length > 75;
      line = (isFull ? 0 : line) + byte.length;
      return isFull ? `=\r\n${byte}` : byte;
    })
    .join('');
};

const html: Layer = (text) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

const json: Layer = (text) => JSON.stringify({ level: 'info', text, status: 200 });

/** What may happen to any text, as often as it likes, in any order. */
const AROUND: Record<string, Layer> = {
  'blank lines': (text) => `\n\n  ${text}\n\n`,
  'lines of Windows': (text) => `Hello,\r\n\r\n${text}\r\n\r\nRegards\r\n`,
  'a mail': (text) => `Hi all,\n\nhere it is:\n\n${text}\n\nThanks!\n--\nAnn (host)`,
  'a quoted mail': (text) => `On Monday Ann wrote:\n${text.replace(/^/gm, '> ')}`,
  'quoted-printable': quotedPrintable,
  HTML: html,
  'an element': (text) => `<p class="x">${html(text)}</p>`,
  JSON: json,
  'JSON with escaped slashes': (text) => json(text).replaceAll('/', '\\/'),
  'JSON in ASCII': (text) =>
    json(text).replace(
      /[^ -;=?-~]|[&+<>]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  'a line of a log': (text) => `[2026-03-02T10:15:00.123Z] INFO jaas: "${text}" took 12 ms`,
  'double quotes': (text) => `"${text}"`,
  'curly quotes': (text) => `“${text}”`,
  guillemets: (text) => `«${text}»`,
  'a code mark': (text) => `\`${text}\``,
  'bold letters': (text) => `**${text}**`,
  'a code block': (text) => `\`\`\`\n${text}\n\`\`\``,
  brackets: (text) => `(${text})`,
  'angle brackets': (text) => `<${text}>`,
  'the end of a sentence': (text) => `It is ${text}.`,
  'a list': (text) => `that, ${text}, and more`,
  'a byte order mark': (text) => `\ufeff${text}`,
  'what nobody sees': (text) => `\u200b${text}\u200b\u2060`,
  isolates: (text) => `\u2068${text}\u2069`,
};

/** What is around a link: addresses that lead to it, and what writes links. */
const AROUND_LINK: Record<string, Layer> = {
  SafeLinks: (link) =>
    `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(link)}&data=05%7C02%7Cann%40example.com%7C&sdata=x%3D&reserved=0`,
  Google: (link) => `https://www.google.com/url?q=${encodeURIComponent(link)}&sa=D&source=calendar`,
  // Whose own `&` would end it, which is then nobody's to know.
  'Google, not encoded': (link) =>
    /[?#&]/.test(link) ? link : `https://www.google.com/url?q=${link}&sa=D&source=editors`,
  Slack: (link) => `<${link}|Join us>`,
  Markdown: (link) => `[Join us](${link})`,
  'an anchor': (link) => `<a href="${html(link)}" target="_blank">Join</a>`,
  'an iframe': (link) => `<iframe allow="camera" src='${html(link)}' width=300></iframe>`,
  none: (link) => link,
};

const name = (layers: Record<string, Layer>) => fc.constantFrom(...Object.keys(layers));

/** A text, and the names of what it lies in, for whoever reads a counterexample. */
export interface Layered {
  readonly layers: string;
  readonly text: string;
}

/** Layers around any text, none to three. */
export function wrapped(text: fc.Arbitrary<string>): fc.Arbitrary<Layered> {
  return fc.tuple(text, fc.array(name(AROUND), { maxLength: 3 })).map(([inner, layers]) => ({
    layers: layers.join(', '),
    text: layers.reduce((all, layer) => AROUND[layer]?.(all) ?? all, inner),
  }));
}

/** The same around a link, with other links around it. */
export function linked(link: fc.Arbitrary<string>): fc.Arbitrary<Layered> {
  const links = fc
    .tuple(link, name(AROUND_LINK))
    .map(([inner, by]) => AROUND_LINK[by]?.(inner) ?? inner);
  return wrapped(links);
}
