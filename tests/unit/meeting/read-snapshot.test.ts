// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputs } from '~/tests/depth';
import { parseSnapshot } from '~/utils/meeting/parse-snapshot';
import type { Elsewhere, Named, Participant, Snapshot } from '~/utils/meeting/snapshot';
import { MAX_ID, MAX_JSON, MAX_PEOPLE } from '~/utils/meeting/snapshot';
import { NAME_LIMIT } from '~/utils/names/limits';
import { SnapshotSchema } from './snapshot-schema';
import { participant, snapshot } from './snapshots';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** What the schema makes of the same text. */
function bySchema(detail: string): Snapshot | null {
  const parsed = SnapshotSchema.safeParse(JSON.parse(detail));
  return parsed.success ? parsed.data : null;
}

/** @param before what was said before must not show */
function agrees(value: unknown, before: Snapshot | null = null): void {
  const detail = JSON.stringify(value);
  const wanted = bySchema(detail);
  const got = parseSnapshot(detail, before);
  expect(got).toEqual(wanted);
  expect(Object.keys(got ?? {}).sort()).toEqual(Object.keys(wanted ?? {}).sort());
}

const id = fc.string({ minLength: 1, maxLength: 12 });
const yes = fc.constant(true as const);
const named = fc.record<Named>(
  {
    id,
    name: fc.option(fc.string({ maxLength: 12 })),
    tokenName: fc.string({ maxLength: 12 }),
    userId: fc.option(id),
    userIdUnreadable: yes,
  },
  { requiredKeys: ['id', 'name', 'userId'] },
);
const role = fc.constantFrom<Participant['role']>('moderator', 'participant', 'none');
const person = fc
  .record<Omit<Participant, keyof Named>>(
    {
      role,
      kind: fc.constantFrom<Participant['kind']>('person', 'dial-in', 'bot'),
      botType: fc.string({ maxLength: 12 }),
      hand: yes,
      mic: fc.boolean(),
      cam: fc.boolean(),
      share: yes,
    },
    { requiredKeys: ['role', 'kind'] },
  )
  .chain((rest) => named.map((one) => ({ ...one, ...rest })));

const elsewhere = fc.record<Elsewhere>(
  {
    id,
    name: fc.option(fc.string({ maxLength: 12 })),
    userId: fc.option(id),
    role,
    room: fc.option(fc.string({ maxLength: 12 })),
    main: yes,
  },
  { requiredKeys: ['id', 'name', 'userId', 'role', 'room'] },
);

const valid = fc.record<Snapshot>({
  v: fc.constant(3),
  reader: fc.string({ minLength: 1, maxLength: 36 }),
  since: fc.nat(),
  seq: fc.nat(),
  phase: fc.constantFrom<Snapshot['phase']>('loading', 'joined', 'lobby', 'no-jitsi', 'left'),
  room: fc.option(id),
  roomJid: fc.option(id),
  breakout: fc.boolean(),
  visitor: fc.boolean(),
  me: fc.option(fc.tuple(named, role).map(([one, is]) => ({ ...one, role: is }))),
  participants: fc.array(person, { maxLength: 4 }),
  more: fc.nat(),
  lobby: fc.array(named, { maxLength: 3 }),
  visitors: fc.option(fc.nat()),
  elsewhere: fc.nat(),
  others: fc.array(elsewhere, { maxLength: 3 }),
  speaker: fc.option(id),
  blind: fc.subarray<Snapshot['blind'][number]>(['store', 'identity', 'events', 'room']),
});

const odd: fc.Arbitrary<Json> = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
  fc.constantFrom<Json>('', -1, 1.5, 2 ** 53, -0, false, 'joined', 'x'.repeat(MAX_ID + 1), {}, []),
  fc.constantFrom<Json>('x'.repeat(NAME_LIMIT + 1), 'x'.repeat(NAME_LIMIT), { id: '' }, [null]),
);

/** Every place in a value: its container and the key there. */
function places(value: Json): [Record<string, Json>, string][] {
  if (typeof value !== 'object' || value === null) return [];
  const here = value as Record<string, Json>;
  return Object.keys(here).flatMap((key) => [
    [here, key] as [Record<string, Json>, string],
    ...places(here[key] ?? null),
  ]);
}

describe('what the page says in the reader’s name', () => {
  it('is taken whole when it is a snapshot', () => {
    fc.assert(
      fc.property(valid, (one) => {
        expect(parseSnapshot(JSON.stringify(one))).toEqual(one);
      }),
    );
  });

  it('is judged as the schema judges it, wherever one part of it is odd', () => {
    let refused = 0;
    let taken = 0;
    fc.assert(
      fc.property(valid, fc.nat(), odd, fc.boolean(), (one, where, value, absent) => {
        const changed = JSON.parse(JSON.stringify(one)) as Json;
        const all = places(changed);
        const [container, key] = all[where % all.length] ?? fc.pre(false) ?? [{}, ''];
        if (absent) Reflect.deleteProperty(container, key);
        else container[key] = value;
        agrees(changed);
        agrees(changed, one);
        if (parseSnapshot(JSON.stringify(changed)) === null) refused++;
        else taken++;
      }),
      { numRuns: inputs(3000) },
    );
    expect(refused).toBeGreaterThan(300);
    expect(taken).toBeGreaterThan(50);
  });

  it('is judged as the schema judges it, whatever else it is', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => agrees(value)));
  });

  it('gives back the same people while the same is said of them', () => {
    const said = (hand: boolean) =>
      JSON.stringify(
        snapshot({
          participants: [participant('a'), { ...participant('b'), ...(hand && { hand }) }],
        }),
      );
    const first = parseSnapshot(said(false));
    const second = parseSnapshot(said(true), first);
    expect(second?.participants[0]).toBe(first?.participants[0]);
    expect(second?.participants[1]).toEqual({ ...participant('b'), hand: true });
    expect(parseSnapshot(said(false), second)?.participants[1]).toEqual(participant('b'));
  });

  it('carries nothing that is not asked for', () => {
    const more = { evil: 1, participants: [{ ...participant('b1'), token: 'ey' }] };
    const detail = JSON.stringify({ ...snapshot(), ...more }).replace('{', '{"__proto__":{"x":1},');
    const read = parseSnapshot(detail);
    expect(read).toEqual({ ...snapshot(), participants: [participant('b1')] });
    expect(Object.keys(read ?? {})).not.toContain('__proto__');
    expect((read as { x?: number } | null)?.x).toBeUndefined();
  });

  it('is refused over its bounds, and taken at them', () => {
    const crowd = (n: number) => Array.from({ length: n }, (_, i) => participant(`p${i}`));
    agrees(snapshot({ participants: crowd(MAX_PEOPLE) }));
    expect(
      parseSnapshot(JSON.stringify(snapshot({ participants: crowd(MAX_PEOPLE) }))),
    ).toBeTruthy();
    expect(
      parseSnapshot(JSON.stringify(snapshot({ participants: crowd(MAX_PEOPLE + 1) }))),
    ).toBeNull();
    expect(parseSnapshot(JSON.stringify(snapshot()) + ' '.repeat(MAX_JSON))).toBeNull();
    expect(parseSnapshot('not json')).toBeNull();
    expect(parseSnapshot(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)).toBeNull();
    expect(parseSnapshot({ ...snapshot() })).toBeNull();
  });
});
