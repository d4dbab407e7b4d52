import * as fc from 'fast-check';
import { expect } from 'vitest';
import { DEEP, inputs } from '~/tests/depth';

/** Random inputs a parser. With the number of parsers this makes more than 100 000 in all. */
const RUNS = inputs(2600);

const FRAGMENTS = [
  'vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3',
  'vpaas-magic-cookie-',
  'https://8x8.vc/',
  'https://',
  '8x8.vc',
  'evil.example',
  '/',
  '//',
  '\\',
  '?',
  '#',
  '@',
  ':',
  '..',
  '.',
  '%2e%2e',
  '%2F',
  '%',
  '%00',
  '%E0%A4',
  '\r\n',
  '\r\nX-Evil: 1',
  '\0',
  '\t',
  ' ',
  '\u00a0',
  '\u202e',
  '\u200b',
  '\ufeff',
  '\ud800',
  '\udfff',
  'İ',
  'ſ',
  'Ⅷ',
  '＠',
  '<script>',
  '"',
  "'",
  '`',
  '{',
  '[',
  '}',
  ']',
  ',',
  '=1+1',
  '+49',
  '0',
  '9',
  '-',
  'eyJhbGciOiJSUzI1NiJ9',
  'Bearer ',
  '-----BEGIN PRIVATE KEY-----',
  '-----END PRIVATE KEY-----',
  '-----BEGIN',
  'MII',
  '=',
  '__proto__',
  'constructor',
  'jwt=',
  'room',
];

/** Text as it comes from people, pages and attackers, and valid text that was tampered with. */
export function texts(...valid: string[]): fc.Arbitrary<string> {
  const seeds = valid.length === 0 ? ['x'] : valid;
  const tampered = fc
    .tuple(fc.constantFrom(...seeds), fc.nat(200), fc.nat(3), fc.constantFrom(...FRAGMENTS))
    .map(([text, at, gone, put]) => text.slice(0, at) + put + text.slice(at + gone));
  return fc.oneof(
    fc.constantFrom(...seeds),
    tampered,
    fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 12 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ maxLength: 60 }),
  );
}

/**
 * Text so long that what looks at the rest of it from each place in it takes minutes, which is more than
 * a test may: it is enough that the parsers come to an end.
 */
export const LONG_TEXTS: readonly string[] = [
  ...[
    'a',
    '0',
    ' ',
    '\n',
    '/',
    '.',
    '%',
    '=',
    '"',
    '{',
    '[',
    '\\',
    '-----BEGIN',
    'eyJ',
    '\u0301',
    '\u202e',
  ].map((part) => part.repeat(Math.ceil(2_000_000 / part.length))),
  `${'a.'.repeat(1_000_000)}!`,
  `${'%41'.repeat(500_000)}%`,
  `https://8x8.vc/${'/'.repeat(1_500_000)}`,
  `-----BEGIN PRIVATE KEY-----${'\n'.repeat(1_500_000)}`,
  `${' '.repeat(1_500_000)}x`,
];

/** Characters that some parser treats specially, each of which may be what one begins anew at. */
const SPECIAL = [
  ...' \t\n\r."\'`“”‘’<>()[]{},;:=%/\\?#&@+-_|a0',
  'ü',
  '\u0301',
  '\u200b',
  '\u202e',
  '⟨',
];

/** Beginnings behind which parsers look on. */
const BEGINNINGS = [
  '',
  'Bearer ',
  '"',
  '<',
  'jwt=',
  'https://8x8.vc/a/b?jwt=',
  '{"message":"',
  'eyJ',
];

/**
 * Texts of exactly `limit` UTF-16 code units, which are parsed and not refused for their length: runs of each special
 * character at the start, at the end and within. What begins anew at each place of such a run is held up for
 * minutes by all of them together, and the test with it.
 */
export function textsAt(limit: number): string[] {
  const runs = SPECIAL.flatMap((character) => {
    const run = character.repeat(limit);
    const half = character.repeat(limit / 2);
    return [
      run,
      `x${run.slice(2)}x`,
      `${run.slice(1)}x`,
      `x${run.slice(1)}`,
      `${half}x${half}`,
    ].map((text) => text.slice(0, limit));
  });
  const pairs = SPECIAL.map((character) => `${character}x`.repeat(limit / 2).slice(0, limit));
  const begun = BEGINNINGS.flatMap((beginning) =>
    ['"', ' ', ',', '>', '.', 'a', '\\', '&'].map((character) =>
      `${beginning}x${character.repeat(limit)}`.slice(0, limit - 1).concat('x'),
    ),
  );
  return [...runs, ...pairs, ...begun];
}

const trapped = fc.constantFrom<() => unknown>(
  () => JSON.parse('{"__proto__":{"polluted":1},"v":1}'),
  () => JSON.parse('{"constructor":{"prototype":{"polluted":1}}}'),
  () => Object.create(null),
  () => Object.assign(Object.create({ v: 1, ok: true }), {}),
  () => new Map([['v', 1]]),
  () => new Date(Number.NaN),
  () => Symbol('v'),
  () => () => 1,
  () => 1n,
  () => Number.NaN,
  () => -0,
  () => Number.POSITIVE_INFINITY,
);

/** Any value at all, and valid ones with one part put out of order. */
export function values(...valid: unknown[]): fc.Arbitrary<unknown> {
  const anything = fc.anything({ withNullPrototype: true, withSparseArray: true, maxDepth: 3 });
  const spoilt = fc
    .tuple(
      fc.constantFrom(...(valid.length === 0 ? [{}] : valid)),
      fc.array(fc.nat(30), { minLength: 1, maxLength: 4 }),
      fc.oneof(anything, texts(), fc.constant(GONE)),
    )
    .map(([value, path, put]) => spoil(value, path, put));
  return fc.oneof(
    anything,
    trapped.map((make) => make()),
    spoilt,
    spoilt,
    fc.jsonValue(),
  );
}

const GONE = Symbol('gone');

/** The value with the part that the path leads to replaced, removed, or added under a strange name. */
function spoil(value: unknown, [first = 0, ...rest]: readonly number[], put: unknown): unknown {
  if (typeof value !== 'object' || value === null) return put === GONE ? null : put;
  const copy: Record<string, unknown> = Array.isArray(value) ? ([...value] as never) : { ...value };
  const names = Object.keys(copy);
  const name = names[first % (names.length + 1)];
  if (name === undefined) {
    Object.defineProperty(copy, '__proto__', { value: put, enumerable: true });
    return copy;
  }
  if (put === GONE && rest.length === 0) delete copy[name];
  else copy[name] = rest.length === 0 ? put : spoil(copy[name], rest, put);
  return copy;
}

let tried = 0;

/** How many inputs were tried in this file. */
export function inputsTried(): number {
  return tried;
}

/** Prints the count of a deep run, for the numbers of docs/security.md. */
export function report(about: string): void {
  if (DEEP) process.stdout.write(`borders, ${about}: ${tried} inputs tried\n`);
}

/**
 * Tries a border: no input may make it throw, reach the prototype of all objects, or answer with
 * something that is none of its answers.
 *
 * @param isAnswer says whether an answer is one that the border may give to this input
 */
export async function tryBorder<I>(
  arbitrary: fc.Arbitrary<I>,
  border: (input: I) => unknown,
  isAnswer: (answer: never, input: I) => boolean,
  { runs = RUNS, long = [] }: { readonly runs?: number; readonly long?: readonly I[] } = {},
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(arbitrary, async (input) => {
      tried += 1;
      const answer = await border(input);
      expect(isAnswer(answer as never, input)).toBe(true);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    }),
    { numRuns: runs },
  );
  for (const input of long) {
    tried += 1;
    const answer = await border(input);
    expect(isAnswer(answer as never, input)).toBe(true);
  }
}

/** An answer that is a refusal by code, or holds. */
export function isRefusalOr(codes: readonly string[] | null, holds: (answer: never) => boolean) {
  return (answer: { readonly ok: boolean; readonly code?: string }): boolean =>
    answer.ok
      ? holds(answer as never)
      : typeof answer.code === 'string' && (codes === null || codes.includes(answer.code));
}
