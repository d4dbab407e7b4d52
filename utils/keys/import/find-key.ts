import { commands } from './commands';
import { IdFinder } from './found-ids';
import { harmOf } from './harm';
import { type RsaPrivateJwk, readJson } from './jwk';
import { newOpening, type Opening } from './opening';
import { hasEndLine, pemBlocks, readBody, readPem } from './pem';
import { jsonParts, type Piece, piecesOf, SHORTEST_KEY } from './pieces';
import { readDer } from './read-der';
import { type KeyFileRefusal, refuse, weightOf } from './refusal';
import { cleanText, decodeBase64, decodeText, lettersOf, plainText, unwrapValue } from './text';
import { UNDOINGS } from './undo';

export type KeyFormat = 'pkcs8' | 'pkcs1' | 'jwk' | 'der' | 'encrypted-pkcs8';

export type Found =
  | { readonly ok: true; readonly jwk: RsaPrivateJwk; readonly format: KeyFormat }
  | KeyFileRefusal;

/** How many layers of base64 are looked through, and how many of any kind. */
const MOST_BASE64 = 2;
const MOST_LAYERS = 8;
/** How many texts are looked at for one file, and how many letters in all. */
const MOST_TEXTS = 300;
const MOST_LETTERS = 4_000_000;

/** What is known while one file is searched. */
export interface Search {
  readonly opening: Opening;
  readonly ids: IdFinder;
  /** Texts that were looked at; no two layers lead to the same work. */
  readonly seen: Set<string>;
  letters: number;
}

interface Layer {
  readonly layers: number;
  readonly base64: number;
  /** What the text is called in the one that it was taken from. */
  readonly name?: string;
}

export function newSearch(passphrase: string | undefined, fileName: string | undefined): Search {
  const opening = newOpening(passphrase, commands(fileName));
  return { opening, ids: new IdFinder(), seen: new Set(), letters: 0 };
}

/**
 * Finds the one private key in a text, whatever it was put into: JSON, `.env`, YAML, a program, a page, a mail,
 * an address, base64. Takes off one layer after the other, and says of the text without them what is wrong,
 * where nothing is found.
 */
export function findKey(text: string, search: Search): Promise<Found> {
  return findIn(text, search, { layers: 0, base64: 0 });
}

async function findIn(raw: string, search: Search, at: Layer): Promise<Found> {
  const text = plainText(raw);
  if (text === '') return refuse('empty');
  if (at.layers > MOST_LAYERS || !isNew(text, search)) return refuse('not-a-key');
  search.ids.look(text, at.name);
  const value = parseJson(text);
  if (value !== undefined) return findInJson(value, search, at);
  let best = await findDirectly(text, search, at);
  const next = { ...at, layers: at.layers + 1 };
  for (const undo of UNDOINGS) {
    if (isSettled(best)) return best;
    const undone = undo(text);
    // What is nearer to the key is nearer to what is wrong with it.
    if (undone !== null) best = better(await findIn(undone, search, next), best);
  }
  if (isSettled(best)) return best;
  return better(best, await findInPieces(piecesOf(text), search, next));
}

function isNew(text: string, search: Search): boolean {
  if (search.seen.has(text) || search.seen.size >= MOST_TEXTS) return false;
  // The first one is looked at however long it is.
  if (search.letters > 0 && search.letters + text.length > MOST_LETTERS) return false;
  search.seen.add(text);
  search.letters += text.length;
  return true;
}

/** A key, or a private key of which it is known why it cannot be taken. */
function isSettled(found: Found): boolean {
  return found.ok || weightOf(found) > 2;
}

/** The one that says more; the first of two that say as much. */
function better(one: Found, other: Found): Found {
  if (one.ok) return one;
  return other.ok || weightOf(other) > weightOf(one) ? other : one;
}

/** Objects, lists and texts; other values are no layer. */
function parseJson(text: string): object | string | undefined {
  if (!/^[{["]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    const isLayer = typeof value === 'string' || (typeof value === 'object' && value !== null);
    return isLayer ? (value as object | string) : undefined;
  } catch {
    return undefined;
  }
}

/** Its texts are decoded before anything is looked for in them. */
async function findInJson(value: object | string, search: Search, at: Layer): Promise<Found> {
  const { texts, objects } = jsonParts(value);
  for (const { name, value: text } of texts) search.ids.lookAt(name, text);
  const whole = readJson(value);
  if (whole !== null) return whole.ok ? { ...whole, format: 'jwk' } : whole;
  const own = objects.filter((one) => 'kty' in one && 'd' in one);
  const nested = own.length > 0 ? readJson(own) : null;
  if (nested !== null) return nested.ok ? { ...nested, format: 'jwk' } : nested;
  return findInPieces(texts, search, { ...at, layers: at.layers + 1 });
}

/** Each piece is looked at, so that two keys are never taken for one. */
async function findInPieces(pieces: readonly Piece[], search: Search, at: Layer): Promise<Found> {
  let best: Found = refuse('not-a-key');
  const keys = new Map<string, Found>();
  for (const { name, value } of pieces) {
    const found = await findIn(value, search, { ...at, name });
    if (found.ok) keys.set(found.jwk.n, found);
    else best = better(best, found);
  }
  const [key] = keys.values();
  if (keys.size > 1) return { ok: false, code: 'several-keys', params: { count: keys.size } };
  return key ?? (best.ok || best.code !== 'empty' ? best : refuse('not-a-key'));
}

/** What the text is as it stands. */
async function findDirectly(raw: string, search: Search, at: Layer): Promise<Found> {
  const text = cleanText(raw);
  const opening = openingOf(text, search, at);
  const blocks = pemBlocks(text);
  if (blocks.length > 0) return readPem(blocks, opening);
  if (hasEndLine(text)) return refuse('truncated');
  if (text.startsWith('PuTTY-User-Key-File')) {
    return { ok: false, code: 'putty', params: { command: opening.known.putty } };
  }
  if (SSH_PUBLIC.test(text)) return refuse('ssh-public-key');
  const value = unwrapValue(text);
  // Not whole, but plainly meant to be a JWK.
  if (/^[{[]/.test(value) && /"kty"/.test(value)) return refuse('mangled');
  return refuseToken(value) ?? (await findInBase64(value, search, at)) ?? refuse('not-a-key');
}

/**
 * A command with the host's file in it works only where that file is the key: not one that has it in JSON, in
 * base64, or (for `ssh-keygen`) below other lines.
 */
function openingOf(text: string, { opening }: Search, at: Layer): Opening {
  const isBelow = text.includes('BEGIN OPENSSH') && !text.startsWith('-----BEGIN OPENSSH');
  return at.layers === 0 && !isBelow ? opening : { ...opening, known: commands(undefined) };
}

const SSH_PUBLIC = /^(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-[a-z0-9-]{1,40}) AAAA/m;

/** Three dotted parts are a signed token, five an encrypted one (JWS and JWE, compact). */
function refuseToken(text: string): KeyFileRefusal | null {
  if (!/^eyJ[A-Za-z0-9_.-]+$/.test(text)) return null;
  const parts = text.split('.').length;
  if (parts === 3) return refuse('token');
  return parts === 5 ? refuse('encrypted-jwk') : null;
}

/** What the base64 of a PKCS#8 or PKCS#1 structure begins with, where its length has two bytes. */
const BODY = /^MII[A-Za-z0-9]/;
const LONG_BODY = 400;

/** A body without its BEGIN and END lines, or a whole file in base64 as secret stores keep it. */
async function findInBase64(text: string, search: Search, at: Layer): Promise<Found | null> {
  if (text.length < SHORTEST_KEY || at.base64 === MOST_BASE64) return null;
  const own = { ...at, layers: at.layers + 1, base64: at.base64 + 1 };
  // Its bytes are no file on the host's disk.
  const opening = { ...search.opening, known: commands(undefined) };
  for (const one of [
    text,
    text.replaceAll('-', '+').replaceAll('_', '/'),
    text.replaceAll(' ', '+'),
  ]) {
    const bytes = decodeBase64(one);
    if (bytes === null) continue;
    if (bytes[0] === 0x30) {
      const found = await readBody(text, opening);
      if (found !== null) return found;
      const half = await readDer(bytes, opening);
      return half.ok ? harmOf(text, true) : half;
    }
    const inner = decodeText(bytes);
    if (inner !== null) return findIn(inner, search, own);
  }
  const isBody = BODY.test(text) && lettersOf(text).length > LONG_BODY;
  if (!isBody) return null;
  return (await readBody(text, opening)) ?? harmOf(text, true);
}
