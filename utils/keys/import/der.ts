/** What a DER structure looks like from outside; its inside is not checked. */
export type DerShape =
  | 'pkcs8'
  | 'pkcs1'
  | 'encrypted-pkcs8'
  | 'spki'
  | 'pkcs1-public'
  | 'certificate'
  | 'certificate-request'
  | 'pkcs12'
  | 'ec'
  | 'dsa'
  | 'truncated'
  | 'trailing'
  | 'unknown';

const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const SEQUENCE = 0x30;

interface Item {
  readonly tag: number;
  /** Where the content begins and ends; the end may lie beyond the bytes. */
  readonly start: number;
  readonly end: number;
}

/**
 * Tells key, certificate and container formats apart by the tags of their first level. Cheap and
 * without the ASN.1 library, so that a damaged file gets the name of what it was.
 */
export function derShape(bytes: Uint8Array): DerShape {
  // Some programs write PKCS#12 in BER, with an open length: SEQUENCE, INTEGER 3.
  if ([0x30, 0x80, 0x02, 0x01, 0x03].every((byte, at) => bytes[at] === byte)) return 'pkcs12';
  const outer = itemAt(bytes, 0);
  if (outer?.tag !== SEQUENCE) return 'unknown';
  if (outer.end > bytes.length) return 'truncated';
  if (outer.end < bytes.length) return 'trailing';
  const items = itemsIn(bytes, outer);
  return items === null ? 'unknown' : shapeOf(bytes, items);
}

function shapeOf(bytes: Uint8Array, items: readonly Item[]): DerShape {
  const [first, second, third] = items.map((item) => item.tag);
  const integers = items.filter((item) => item.tag === INTEGER).length;
  if (first === INTEGER) {
    if (integers >= 9) return 'pkcs1';
    if (integers === items.length && integers === 6) return 'dsa';
    if (integers === items.length && integers === 2) return 'pkcs1-public';
    if (second === OCTET_STRING) return 'ec';
    if (second === SEQUENCE && third === OCTET_STRING) return 'pkcs8';
    if (second === SEQUENCE && bytes[items[0]?.start ?? 0] === 3) return 'pkcs12';
  }
  if (first === SEQUENCE && items.length === 2) {
    if (second === OCTET_STRING) return 'encrypted-pkcs8';
    if (second === BIT_STRING) return 'spki';
  }
  if (first === SEQUENCE && second === SEQUENCE && third === BIT_STRING && items.length === 3) {
    return isRequest(bytes, items[0]) ? 'certificate-request' : 'certificate';
  }
  return 'unknown';
}

/** A request has version, name and key; a certificate has its times and a second name between. */
function isRequest(bytes: Uint8Array, item: Item | undefined): boolean {
  const items = item === undefined ? null : itemsIn(bytes, item);
  return items?.[0]?.tag === INTEGER && items[3]?.tag !== SEQUENCE;
}

/** At most twelve items: more than any of these structures has. Null if they do not fit. */
function itemsIn(bytes: Uint8Array, outer: Item): Item[] | null {
  const items: Item[] = [];
  let at = outer.start;
  while (at < outer.end && items.length < 12) {
    const item = itemAt(bytes, at);
    if (item === null || item.end > outer.end) return null;
    items.push(item);
    at = item.end;
  }
  return items;
}

function itemAt(bytes: Uint8Array, at: number): Item | null {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined) return null;
  if (first < 0x80) return { tag, start: at + 2, end: at + 2 + first };
  const count = first & 0x7f;
  if (count === 0 || count > 4 || at + 2 + count > bytes.length) return null;
  let length = 0;
  for (const byte of bytes.subarray(at + 2, at + 2 + count)) length = length * 256 + byte;
  const start = at + 2 + count;
  return { tag, start, end: start + length };
}
