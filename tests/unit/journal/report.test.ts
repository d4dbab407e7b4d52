// @vitest-environment node
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputs } from '~/tests/depth';
import { target } from '~/tests/unit/actions/samples';
import type { Action } from '~/utils/journal/action';
import { canonicalJson } from '~/utils/journal/canonical-json';
import { eventsOf, reportJson, reportOf, reportSchema } from '~/utils/journal/report';
import { AT, ended, HOUR, step } from './activity-samples';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

async function fileOf(...actions: Action[]) {
  const text = reportJson(await reportOf(actions, AT + HOUR)).join('');
  return { text, report: reportSchema.parse(JSON.parse(text)) };
}

const told = (action: Action) =>
  eventsOf(action).map(({ what, source, step: of }) =>
    [what, source, of?.operation].filter(Boolean).join(' '),
  );

const later = (one: ReturnType<typeof step>, ms: number) => ({
  ...one,
  startedAt: AT + ms,
  endedAt: AT + ms + 150,
});

describe('what a report tells of an action', () => {
  it('is in order of time, each with whose word it is', () => {
    const refused = { result: 'refused', code: 'token-refused', status: 401 } as const;
    const steps = [
      later(step('ban-user', 'accepted', { status: 200 }), 4000),
      later(step('kick', 'refused', refused), 4200),
    ];
    expect(told(ended({ steps, leftAt: AT + 6000, backAt: AT + 9000 }))).toEqual([
      'asked gavel',
      'confirmed host',
      'sent gavel ban-user',
      'answered jaas ban-user',
      'sent gavel kick',
      'answered jaas kick',
      'seen-leaving page',
      'seen-coming-back page',
    ]);
  });

  it('has each end of a meeting that was kept closed, and who let it be opened', () => {
    const end = (ms: number) => later(step('end-meeting', 'accepted', { status: 200 }), ms);
    const closure = {
      minutes: 15 as const,
      ends: [end(40_000), end(80_000)],
      over: { at: AT + 90_000, why: 'stopped' as const },
    };
    const action = ended({ kind: 'end-meeting', target: null, steps: [end(4000)], closure });
    const sentAndAnswered = ['sent gavel end-meeting', 'answered jaas end-meeting'];
    expect(told(action)).toEqual([
      'asked gavel',
      'confirmed host',
      ...sentAndAnswered,
      ...sentAndAnswered,
      ...sentAndAnswered,
      'not-kept-closed host',
    ]);
  });

  it('has what the page saw where it was seen, before the answer too', () => {
    const steps = [later(step('kick', 'accepted', { status: 200 }), 4000)];
    expect(told(ended({ kind: 'remove', steps, leftAt: AT + 4100 }))).toEqual([
      'asked gavel',
      'confirmed host',
      'sent gavel kick',
      'seen-leaving page',
      'answered jaas kick',
    ]);
  });

  it('takes nobody else’s answer for one of JaaS', () => {
    const came = (outcome: Parameters<typeof step>[2]) =>
      told(ended({ kind: 'remove', steps: [later(step('kick', 'unknown', outcome), 4000)] })).at(
        -1,
      );
    expect(came({ result: 'unknown', code: 'no-such-person', status: 404 })).toBe(
      'answered jaas kick',
    );
    expect(came({ result: 'unknown', code: 'not-jaas', status: 200, page: true })).toBe(
      'answered gavel kick',
    );
    expect(came({ result: 'refused', code: 'in-front', status: 511 })).toBe('answered gavel kick');
    expect(came({ result: 'refused', code: 'redirected' })).toBe('answered gavel kick');
    expect(came({ result: 'unknown', code: 'timeout' })).toBe('no-answer gavel kick');
  });

  it('says of no request that it was sent that never left', () => {
    const unsent = { result: 'refused', code: 'no-key', sent: false, base: null } as const;
    const steps = [step('ban-user', 'refused', unsent), step('kick', 'skipped')];
    expect(told(ended({ steps })).filter((one) => one.includes('sent'))).toEqual([
      'not-sent gavel ban-user',
      'not-sent gavel kick',
    ]);
    expect(told(ended({ state: 'expired', confirmedAt: null, steps: [] }))).toEqual([
      'asked gavel',
      'expired gavel',
    ]);
  });

  it('marks whom the page named as its claim, and who was typed as the host’s', async () => {
    const people = [ended(), ended({ frame: null }), ended({ kind: 'ban-token', frame: null })];
    const sources = await Promise.all(
      people.map(async (one) => (await fileOf(one)).report.records[0]?.about?.source),
    );
    expect(sources).toEqual(['page', 'host', 'token']);
  });
});

describe('the report as JSON', () => {
  const actions = [
    ended({ stagedAt: AT + 5, note: 'twice', target: target({ name: 'Zoë "Q" \u202E\n' }) }),
    ended({ stagedAt: AT, target: target({ name: '\uD800 half' }) }),
  ];

  it('fits its schema, oldest first, whatever order it was made from', async () => {
    const { report } = await fileOf(...actions);
    expect(report).toMatchObject({ format: 'gavel-report', version: 1 });
    expect(report.records.map(({ id }) => id)).toEqual([actions[1]?.id, actions[0]?.id]);
    expect(report.records[1]).toMatchObject({ note: 'twice', keyId: 'ed85b6' });
    expect(report.records[1]?.about?.name).toBe('Zoë "Q" \u202E\n');
    expect((await fileOf(...actions.toReversed())).text).toBe((await fileOf(...actions)).text);
  });

  it('has the hash of its second line, which is the canonical JSON of its records', async () => {
    const { text, report } = await fileOf(...actions);
    const line = text.split('\n')[1] ?? '';
    expect(JSON.parse(line)).toEqual(report.records);
    expect(report.sha256).toBe(sha256(line));
    expect(canonicalJson(report.records)).toBe(line);
  });

  it('has another hash when anything in it is different', async () => {
    const [one] = actions;
    if (one === undefined) throw new Error('no action');
    const hashes = [one, { ...one, note: 'Twice' }, { ...one, leftAt: AT + 1 }].map(
      async (action) => (await fileOf(action)).report.sha256,
    );
    expect(new Set(await Promise.all(hashes)).size).toBe(3);
  });

  it('is whole when there is nothing in it', async () => {
    const { report } = await fileOf();
    expect(report).toMatchObject({ records: [], sha256: sha256('[]') });
  });
});

describe('canonical JSON', () => {
  it('is that of RFC 8785: names in order, no spaces, nothing escaped that need not be', () => {
    expect(
      canonicalJson({ b: [1, null, true], a: { '€': '\u20ac/\u007f\u2028', A: '"\\\n' } }),
    ).toBe('{"a":{"A":"\\"\\\\\\n","€":"€/\u007f\u2028"},"b":[1,null,true]}');
  });

  it('does not depend on the order of members, and reads back as what it was made from', () => {
    const members = fc.dictionary(
      fc.string({ unit: 'grapheme', minLength: 1 }).filter((name) => name !== '__proto__'),
      fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean(), fc.constant(null)),
      { noNullPrototype: true, maxKeys: 8 },
    );
    fc.assert(
      fc.property(members, (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(value);
      }),
      { numRuns: inputs(200) },
    );
  });

  it('has bytes for every text, half characters too', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (units) => {
        const text = canonicalJson(String.fromCharCode(...units));
        expect(Buffer.from(text, 'utf8').toString('utf8')).toBe(text);
      }),
      { numRuns: inputs(500) },
    );
  });
});
