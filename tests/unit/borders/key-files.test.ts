// @vitest-environment node
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { inputs } from '~/tests/depth';
import { parsePkcs1, parsePkcs8, parseSpki } from '~/utils/keys/import/asn1';
import { derShape } from '~/utils/keys/import/der';
import { readJson } from '~/utils/keys/import/jwk';
import { pemBlocks } from '~/utils/keys/import/pem';
import { readPublicKey } from '~/utils/keys/import/public-key';
import { readKeyBytes, readKeyText } from '~/utils/keys/import/read-key';
import { cleanText, decodeBase64, decodeText } from '~/utils/keys/import/text';
import { fixtureBytes, fixtureText } from '../keys/fixture';
import { inputsTried, isRefusalOr, LONG_TEXTS, report, texts, tryBorder, values } from './inputs';

const PEM = fixtureText('pkcs8.pem');
const DER = fixtureBytes('pkcs8.der');
const PUBLIC = fixtureText('public.pem');
const long = { long: LONG_TEXTS };

/** Random bytes, and a real file with one byte changed or its end missing. */
const bytes: fc.Arbitrary<Uint8Array<ArrayBuffer>> = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((all) => new Uint8Array(all)),
  fc.tuple(fc.nat(DER.length - 1), fc.nat(255)).map(([at, byte]) => {
    const copy = new Uint8Array(DER);
    copy[at] = byte;
    return copy;
  }),
  fc.nat(DER.length).map((end) => new Uint8Array(DER.slice(0, end))),
);
const deep = new Uint8Array(100_000).fill(0x30);
const isKeyOrRefusal = isRefusalOr(null, (read: { jwk: object }) => typeof read.jwk === 'object');

afterAll(() => report('key files'));

describe('a key file', () => {
  it('as text is a key, or refused with a code', () =>
    tryBorder(
      texts(PEM, PUBLIC, '{"kty":"RSA"}'),
      (text) => readKeyText(text),
      isKeyOrRefusal as never,
      { ...long, runs: 2000 },
    ));

  it('as bytes is a key, or refused with a code', () =>
    tryBorder(bytes, (all) => readKeyBytes(all), isKeyOrRefusal as never, {
      runs: 2000,
      long: [deep],
    }));

  it('as a public key is one, or refused with a code', () =>
    tryBorder(
      texts(PUBLIC, PEM),
      (text) => readPublicKey(text),
      isRefusalOr(null, () => true) as never,
      { ...long, runs: 2000 },
    ));

  it('as JSON is a key, or none', () =>
    tryBorder(
      values({ kty: 'RSA', n: 'AQAB', e: 'AQAB', d: 'x' }, { kty: { toString: 1, valueOf: 1 } }),
      readJson,
      (read: unknown) => read === null || typeof read === 'object',
    ));
});

describe('the parts of a key file', () => {
  it('blocks of PEM are a list', () =>
    tryBorder(texts(PEM, PUBLIC), pemBlocks, (blocks: unknown) => Array.isArray(blocks), long));

  it('base64 is bytes, or nothing', () =>
    tryBorder(
      texts('TUlJ', '===='),
      decodeBase64,
      (read: unknown) => read === null || read instanceof Uint8Array,
      long,
    ));

  it('bytes of text are text, or nothing', () =>
    tryBorder(
      bytes,
      (all) => decodeText(all),
      (text: unknown) => text === null || typeof text === 'string',
      { long: [deep] },
    ));

  it('text is cleaned', () =>
    tryBorder(texts(PEM), cleanText, (text: unknown) => typeof text === 'string', long));

  it('DER has a shape, whatever it is', () =>
    tryBorder(
      bytes,
      (all) => derShape(all),
      (shape: unknown) => shape !== undefined,
      { long: [deep] },
    ));

  it('ASN.1 is what it should be, or nothing', () =>
    tryBorder(
      bytes,
      (all) => [parsePkcs8(all), parsePkcs1(all), parseSpki(all)],
      (read: unknown[]) => read.every((one) => one !== undefined),
      { long: [deep] },
    ));
});

it('counts', () => {
  expect(inputsTried()).toBeGreaterThan(inputs(20_000));
});
