// @vitest-environment node
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { inputs } from '~/tests/depth';
import { fixtureBytes, FILE_PASSPHRASE as passphrase } from '~/tests/unit/keys/fixture';
import { readPublicKey } from '~/utils/keys/import/public-key';
import { readKeyBytes } from '~/utils/keys/import/read-key';
import { MAX_FILE_ROUNDS } from '~/utils/keys/import/refusal';

const seeds = [
  'pkcs8.pem',
  'pkcs8.pem',
  'pkcs8.der',
  'pkcs1.der',
  'pkcs1.pem',
  'text.pem',
  'bundle.pem',
  'encrypted.der',
  'encrypted.pem',
  'openssh',
  'openssh-ed25519',
  'certificate.der',
  'public.der',
  'container.p12',
  'ec-sec1.pem',
  'dsa.pem',
  'rsa-pss.pem',
  'ssh-pem-encrypted',
  'openssh.pub',
].map(fixtureBytes);

/** Where to change, as a part of the length, and with what. */
type Mutation =
  | { readonly kind: 'set'; readonly at: number; readonly byte: number }
  | { readonly kind: 'flip'; readonly at: number; readonly bit: number }
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'drop'; readonly at: number; readonly length: number }
  | { readonly kind: 'insert'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'splice'; readonly at: number; readonly seed: number; readonly from: number };

/** Without bias: it would cut at the very beginning all the time. */
const part = fc.noBias(fc.nat(99_999)).map((place) => place / 100_000);
const words = [
  '\n',
  '\\n',
  '-----BEGIN PRIVATE KEY-----',
  '-----END PRIVATE KEY-----',
  '"',
  '=',
  '{',
];
const flip = fc.record({ kind: fc.constant('flip' as const), at: part, bit: fc.nat(7) });
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  flip,
  fc.record({ kind: fc.constant('set' as const), at: part, byte: fc.nat(255) }),
  // The headers of the structures are where a single byte matters most.
  fc.record({
    kind: fc.constant('set' as const),
    at: part.map((at) => at * 0.06),
    byte: fc.nat(255),
  }),
  fc.record({ kind: fc.constant('cut' as const), at: part }),
  fc.record({ kind: fc.constant('drop' as const), at: part, length: fc.nat(80) }),
  fc.record({
    kind: fc.constant('insert' as const),
    at: part,
    bytes: fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.constantFrom(...words).map((word) => new TextEncoder().encode(word)),
    ),
  }),
  fc.record({
    kind: fc.constant('splice' as const),
    at: part,
    seed: fc.nat(seeds.length - 1),
    from: part,
  }),
);

function mutate(bytes: Uint8Array, change: Mutation): Uint8Array {
  const at = Math.floor(change.at * bytes.length);
  const join = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
  switch (change.kind) {
    case 'set':
      return bytes.with(Math.min(at, Math.max(bytes.length - 1, 0)), change.byte);
    case 'flip': {
      const where = Math.min(at, bytes.length - 1);
      return bytes.with(where, (bytes[where] ?? 0) ^ (1 << change.bit));
    }
    case 'cut':
      return bytes.subarray(0, at);
    case 'drop':
      return join(bytes.subarray(0, at), bytes.subarray(at + change.length));
    case 'insert':
      return join(bytes.subarray(0, at), change.bytes, bytes.subarray(at));
    case 'splice': {
      const other = seeds[change.seed] ?? bytes;
      return join(bytes.subarray(0, at), other.subarray(Math.floor(change.from * other.length)));
    }
  }
}

const plain = ['pkcs8.der', 'pkcs1.der', 'encrypted.der'].map(fixtureBytes);
const mutated: fc.Arbitrary<Uint8Array> = fc
  .oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(
        fc.constantFrom(...seeds),
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
      ),
    },
    // One changed bit in a whole key comes furthest.
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...plain), fc.tuple(flip)) },
  )
  .map(([seed, changes]) =>
    changes.reduce<Uint8Array>(
      (bytes, change) => (bytes.length === 0 ? bytes : mutate(bytes, change)),
      seed,
    ),
  );

afterEach(() => vi.restoreAllMocks());

describe('files that are damaged at random', () => {
  it('give a named refusal or a key that signs, after no more work than is allowed', async () => {
    const outcomes = new Map<string, number>();
    const worked = watchCrypto();
    await fc.assert(
      fc.asyncProperty(mutated, async (bytes) => {
        const read = await readKeyBytes(bytes, { passphrase });
        const { calls, rounds } = worked();
        expect(calls).toBeLessThanOrEqual(MOST_CALLS);
        expect(rounds).toBeLessThanOrEqual(MAX_FILE_ROUNDS);
        const outcome = read.ok ? 'read' : read.code;
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        if (read.ok) expect(await signsByItself(read.jwk)).toBe(true);
        else expect(read.params).toBeTypeOf('object');
      }),
      { numRuns: inputs(20_000) },
    );
    // The property says something only where it comes far into the reader.
    for (const code of [
      'read',
      'truncated',
      'mangled',
      'inconsistent',
      'not-a-key',
      'wrong-passphrase',
    ]) {
      expect([code, outcomes.get(code) ?? 0]).toEqual([
        code,
        expect.toSatisfy((n: number) => n > 5),
      ]);
    }
  });

  it('are never taken for noise that throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect((await readKeyBytes(bytes)).ok).toBe(false);
      }),
      { numRuns: inputs(2000) },
    );
  });

  it('do not make the comparison of public keys throw', async () => {
    await fc.assert(
      fc.asyncProperty(mutated, async (bytes) => {
        expect((await readPublicKey(new TextDecoder('latin1').decode(bytes))).ok).toBeTypeOf(
          'boolean',
        );
      }),
      { numRuns: inputs(3000) },
    );
  });
});

const CRYPTO = ['decrypt', 'deriveBits', 'digest', 'importKey', 'sign', 'verify'] as const;

/** Opening the encryption takes four calls; showing that the key signs, and naming it, six. */
const MOST_CALLS = 10;

/** Tells, each time, how often WebCrypto was asked since the last time, and for how many rounds. */
function watchCrypto() {
  const spies = CRYPTO.map((name) => vi.spyOn(crypto.subtle, name));
  return () => {
    const calls = spies.flatMap(({ mock }) => mock.calls as unknown[][]);
    for (const spy of spies) spy.mockClear();
    const rounds = calls.map(([first]) => Number(Object(first).iterations ?? 0));
    return { calls: calls.length, rounds: rounds.reduce((sum, one) => sum + one, 0) };
  };
}

/** Independent of the reader: node's own crypto. */
async function signsByItself(jwk: JsonWebKey): Promise<boolean> {
  const { createPrivateKey, createPublicKey, sign, verify } = await import('node:crypto');
  const data = Buffer.from('meeting');
  const key = createPrivateKey({ key: jwk as never, format: 'jwk' });
  return verify('sha256', data, createPublicKey(key), sign('sha256', data, key));
}
