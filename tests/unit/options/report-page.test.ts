import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { html } from '~/components/options/activity/report/html';
import { reportPage } from '~/components/options/activity/report/page';
import { inputs } from '~/tests/depth';
import { target } from '~/tests/unit/actions/samples';
import type { Action } from '~/utils/journal/action';
import { reportOf } from '~/utils/journal/report';
import { AT, ended, HOUR, step } from '../journal/activity-samples';

const pageOf = async (...actions: Action[]) =>
  reportPage(await reportOf(actions, AT + HOUR), 'Europe/Berlin');

const parsed = (page: string) => new DOMParser().parseFromString(page, 'text/html');

/** What the page is built of: each element with its attributes, without what is written in them. */
const built = (page: string) =>
  [...parsed(page).querySelectorAll('*')].map(
    (it) => `${it.localName} ${[...it.attributes].map(({ name }) => name).join(' ')}`,
  );

const text = (page: string) => parsed(page).body.textContent.replace(/\s+/g, ' ');

const refused = { result: 'refused', code: 'token-refused', status: 401 } as const;

/** Everything that somebody else than Gavel chooses. */
function chosen(words: string): Action {
  const outcome = { ...refused, message: `m ${words}` };
  return ended({
    id: '0b8f5c1e-7a52-4f37-9d0e-3b7ad4c0e111',
    request: '0b8f5c1e-7a52-4f37-9d0e-3b7ad4c0e111',
    note: `n ${words}`,
    target: target({
      name: `n ${words}`,
      userId: `u ${words}`.slice(0, 200),
      participantId: `p ${words}`.slice(0, 60),
      role: `r ${words}`.slice(0, 30),
    }),
    steps: [step('ban-user', 'refused', outcome), step('kick', 'skipped')],
    leftAt: AT + 6000,
  });
}

describe('the report as a page', () => {
  it('has no markup that a name, a note, an id or an answer brought along', async () => {
    const plain = built(await pageOf(chosen('x')));
    const pieces = fc.oneof(
      fc.constantFrom('<script>alert(1)</script>', '"', "'", '</bdi>', '<!--', ']]>', '</style>'),
      fc.constantFrom('" onload="x', '&lt;b&gt;', '<img src=x onerror=x>', '<', '>', '&', '`', '='),
      fc.string({ unit: 'binary', maxLength: 12 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 8 }), async (some) => {
        expect(built(await pageOf(chosen(some.join(''))))).toEqual(plain);
      }),
      { numRuns: inputs(300) },
    );
  });

  it('a template lets nothing that is put into it begin a tag or end an attribute', () => {
    const count = (of: string, sign: string) => of.split(sign).length;
    const plain = html`<p title="${'x'}">${'x'}</p>`.text;
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const made = html`<p title="${value}">${value}</p>`.text;
        for (const sign of ['<', '>', '"', "'"]) expect(count(made, sign)).toBe(count(plain, sign));
      }),
      { numRuns: inputs(1000) },
    );
  });

  it('runs nothing and asks nobody: no script, no link, no address, and a policy that says so', async () => {
    const page = await pageOf(chosen('<script src=//x.example></script>'));
    const policy = parsed(page).querySelector('meta[http-equiv=Content-Security-Policy]');
    expect(policy?.getAttribute('content')).toMatch(
      /^default-src 'none'; style-src 'unsafe-inline'/,
    );
    expect(built(page).join('\n')).not.toMatch(/^(?:script|link|img|a|iframe|object|form)\b/m);
    expect(built(page).join('\n')).not.toMatch(/ (?:src|href|style|on\w+)(?: |$)/m);
    expect(page).not.toMatch(/url\(|@import/);
  });

  it('tells in order what was asked, sent, answered, seen and noted, and who says so', async () => {
    const page = await pageOf(
      ended({
        note: 'shared a picture',
        steps: [step('ban-user', 'accepted', { status: 200 })].map((one) => ({
          ...one,
          startedAt: AT + 4100,
          endedAt: AT + 4300,
        })),
        leftAt: AT + 6000,
      }),
    );
    const rows = [...parsed(page).querySelectorAll('table tbody tr')].map((row) =>
      [...row.querySelectorAll('td')]
        .slice(1, 3)
        .map((cell) => cell.textContent)
        .join(' | '),
    );
    expect(rows).toEqual([
      'Gavel | Requested: Ban',
      'Host | Confirmed: BanNote: shared a picture',
      'Gavel | Sent to api-vo.jitsi.net: ban',
      'JaaS | JaaS accepted the banHTTP status 200',
      'Page, a claim | Seen leaving the meeting',
    ]);
    expect(text(page)).toContain('2026-11-12T14:06:02.000Z');
    expect(text(page)).toContain('Of the time zone Europe/Berlin');
  });

  it('says of names, roles and ids that they are claims where the page gave them', async () => {
    const claims = async (action: Action) =>
      [...parsed(await pageOf(action)).querySelectorAll('.request dl > div')]
        .filter((fact) => fact.querySelector('.who--claim'))
        .map((fact) => fact.querySelector('dt')?.textContent);
    const action = ended({ leftAt: AT + 6000, changes: ['renamed'] });
    expect(await claims(action)).toEqual([
      'Name',
      'User ID',
      'Participant',
      'Role',
      'Different at the second look',
      'Seen leaving',
    ]);
    expect(await claims(ended({ frame: null }))).toEqual([]);
  });

  it('tells of many who were asked for together once, and of each what came of it', async () => {
    const request = crypto.randomUUID();
    const page = await pageOf(
      ...['Ann', 'Bob', 'Cid'].map((name, at) =>
        ended({ request, note: 'a raid', target: target({ name, userId: `u-${at}` }) }),
      ),
    );
    const words = text(page);
    expect(words.match(/Requested: Ban/g)).toHaveLength(1);
    expect(words.match(/Confirmed: Ban/g)).toHaveLength(1);
    expect(words.match(/JaaS accepted the removal/g)).toHaveLength(3);
    const people = [...parsed(page).querySelectorAll('.request tbody tr')];
    expect(people.map((row) => row.querySelector('th')?.textContent).toSorted()).toEqual([
      'Ann',
      'Bob',
      'Cid',
    ]);
    expect(parsed(page).querySelector('.request h3')?.textContent).toBe('Ban of 3 people');
  });

  it('has the hash of the JSON report of the same records, and the language of Gavel’s texts', async () => {
    const report = await reportOf([ended()], AT + HOUR);
    const page = parsed(reportPage(report, 'UTC'));
    expect(page.querySelector('.hash')?.textContent).toBe(report.sha256);
    expect([page.documentElement.lang, page.documentElement.dir]).toEqual(['en', 'ltr']);
  });

  it('shows names so that they cannot deceive, and ids in the order in which they were sent', async () => {
    const page = await pageOf(ended({ target: target({ name: 'ann\u202Egnp' }) }));
    expect(text(page)).toContain('ann⟨U+202E⟩gnp');
    expect(page).not.toContain('\u202E');
    const id = parsed(page).querySelector('.under bdi.exact');
    expect(id?.textContent).toBe('google-oauth2|1140');
  });
});
