/*
 * What a hostile meeting page says on the reader's channel. Each is code of the page's own world,
 * run after the page has loaded. `say(detail)` publishes.
 */

const VALID = `{ v: 3, ...heard, seq: 1e6 + i, phase: 'joined', room: 'r', roomJid: null, breakout: false,
  visitor: false, me: null, participants: [], more: 0, lobby: [], visitors: null, elsewhere: 0, others: [],
  speaker: null, blind: [] }`;

/** Details that are no snapshots; none of them may get through or do harm. */
export const NO_SNAPSHOTS: Readonly<Record<string, string>> = {
  'nothing at all': 'say(undefined); say(null); say(0); say(""); say(Symbol("x"))',
  'an object in place of text': 'say({ v: 3, phase: "joined" })',
  'an object whose getters throw':
    'say(Object.defineProperty({}, "v", { enumerable: true, get() { throw new Error("trap") } }))',
  'an object whose getters count':
    'say(Object.defineProperty({}, "v", { enumerable: true, get() { globalThis.trapped = (globalThis.trapped ?? 0) + 1; return 3 } }))',
  'a cycle': 'const cycle = {}; cycle.self = cycle; say(cycle)',
  'a proxy':
    'say(new Proxy({}, { get: () => { throw new Error("trap") }, ownKeys: () => { throw new Error("trap") } }))',
  'a text object': 'say(new String("{}"))',
  'something with toString': 'say({ toString: () => "{}", toJSON: () => ({}) })',
  'a function': 'say(() => 1)',
  'a node of the page': 'say(document.body)',
  'the window': 'say(window)',
  'fifty megabytes of text': 'say("x".repeat(50e6))',
  'fifty megabytes of JSON': 'say("[" + "1,".repeat(25e6) + "1]")',
  'fifty megabytes of brackets': 'say("[".repeat(50e6))',
  'just over two megabytes': 'say(JSON.stringify({ v: 3, room: "x".repeat(2_000_001) }))',
  'brackets nested a million deep': 'say("[".repeat(1e6) + "]".repeat(1e6))',
  'objects nested deep': 'say(\'{"a":\'.repeat(2e5) + "1" + "}".repeat(2e5))',
  'JSON that is cut': 'say(\'{"v":3,"seq":\')',
  'another version': `say(JSON.stringify({ ...${VALID.replaceAll('i', '1')}, v: 4 }))`,
  'a polluted prototype':
    'say(\'{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"v":3}\')',
  'numbers that are none': 'say(\'{"v":3,"seq":1e999,"more":-1,"elsewhere":0.5}\')',
  'ids of a megabyte':
    'say(JSON.stringify({ v: 3, seq: 9, phase: "joined", me: { id: "x".repeat(1e6) } }))',
  'a hundred thousand people':
    'say(JSON.stringify({ v: 3, seq: 9, phase: "joined", participants: Array(1e5).fill({ id: "a" }) }))',
  'script for a name': 'say(JSON.stringify({ v: 3, phase: "<script>alert(1)</script>" }))',
};

/** Snapshots that hold, and lie: they are shown as what the page says, and send nothing. */
export function lyingSnapshots(count: number): string {
  return `for (let i = 0; i < ${count}; i++) say(JSON.stringify({ ...${VALID},
    me: { id: 'me', name: 'Host', userId: 'host', role: 'moderator' },
    participants: [{ id: 'p' + i, name: 'Victim', userId: 'auth0|victim' + i, role: 'none', kind: 'person' }] }))`;
}

/** Says to be a reader that began just now. */
export const NEWER_READER = `heard = { reader: 'forged', since: Math.ceil(performance.now()) }`;

/** Defines `say` in the page's world, and `heard`: by what the reader is known. */
export const SAY = `globalThis.say = (detail) =>
  document.dispatchEvent(new CustomEvent('gavel:snapshot', { detail }));
  globalThis.heard = { reader: 'x', since: 0 };
  document.addEventListener('gavel:snapshot', function hear({ detail }) {
    const said = /^\\{"v":3,"reader":"([^"]+)","since":(\\d+),/.exec(detail);
    if (!said) return;
    heard = { reader: said[1], since: Number(said[2]) };
    document.removeEventListener('gavel:snapshot', hear);
  });`;
