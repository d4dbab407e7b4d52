import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ExportFile } from '~/components/options/activity/journal-index';
import { supportText } from '~/components/options/bans/support-text';
import { MARKS_AT_MOST } from '~/utils/bans/mark';
import { type Marks, openMarks } from '~/utils/bans/marks';
import type { AppId } from '~/utils/jaas/ids';
import type { Action } from '~/utils/journal/action';
import { APP_ID, ID, target } from '../actions/samples';
import { bytes, mark, OTHER_APP } from '../bans/samples';
import { AT, ended, HOUR, step } from '../journal/activity-samples';
import { fakeDeps } from '../keys/fakes';
import { answer, choose, click, find, get, giveFile, openPage, put, text, until } from './page';

let marks: Marks;
let told: AppId[];
let saved: ExportFile[];

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  marks = openMarks();
  told = [];
  saved = [];
});

async function open(actions: readonly Action[] = [], own: Partial<Marks> = {}) {
  location.hash = '#bans';
  const deps = fakeDeps();
  deps.time = AT + 10 * HOUR;
  const bans = {
    marks: { ...marks, ...own },
    changed: async (appIds: readonly AppId[]) => void told.push(...appIds),
  };
  const page = await openPage({
    deps,
    actions: () => [...actions],
    bans,
    save: (file) => saved.push(file),
  });
  await until(() => find('button', 'Import marks'));
  return page;
}

const section = () => document.querySelector('main > section') ?? document.body;
const rows = () => document.querySelectorAll('tbody th[scope=row]').length;
const said = () => text(document.querySelector('.bans__said') ?? document.head);
const give = (content: string, name = 'colleagues.csv') =>
  giveFile(bytes(content), name, section());

const mallory = ended({ note: 'twice', leftAt: AT + 6000 });
const refused = {
  result: 'refused',
  code: 'token-refused',
  status: 401,
  message: 'bad kid',
} as const;
const trudy = ended({
  id: ID,
  stagedAt: AT + 1,
  target: target({ name: 'Trudy', userId: 'u-2210' }),
  steps: [step('ban-user', 'refused', refused), step('kick', 'skipped')],
});

describe('the page of bans', () => {
  it('lists whom this browser banned and whom lists name, with what is known of each', async () => {
    await marks.add([mark(), mark({ appId: OTHER_APP, userId: 'z', name: 'Ann', bannedAt: null })]);
    await open([mallory, trudy]);
    await until(() => rows() === 3);
    const table = text(get('table', 'Bans'));
    expect(table).toMatch(
      /Mallory.*google-oauth2\|1140.*weekly-forum.*ed85b6.*Banned and gone.*also by a colleague.*twice/,
    );
    expect(table).toMatch(/Trudy.*Not banned.*401/);
    expect(table).toMatch(/not known.*Ann.*Banned by a colleague/);
    expect(text()).toContain('3 people');
    await put(get('textbox', 'Search bans'), 'trudy');
    expect(rows()).toBe(1);
    expect(text()).toContain('1 of 3 people');
    await put(get('textbox', 'Search bans'), '');
    await choose(get('combobox', 'Banned by'), 'imported');
    expect(rows()).toBe(2);
    await choose(get('combobox', 'Banned by'), '');
    await choose(get('combobox', 'Sort by'), 'name');
    expect(text(document.querySelector('tbody th[scope=row]') ?? document.head)).toContain('Ann');
  });

  it('says that nobody is there yet, and takes a list all the same', async () => {
    await open();
    expect(text()).toContain('Nobody yet.');
    expect(get('button', 'Export CSV').hasAttribute('disabled')).toBe(true);
    await give(`appId,userId\n${APP_ID},auth0|eve`);
    await until(() => rows() === 1);
    expect(said()).toContain(
      'colleagues.csv: 1 mark was taken. 1 new, 0 changed, 0 known already.',
    );
  });

  it('gives support what it needs to find a ban, and no more', async () => {
    const page = await open([trudy]);
    await click(await until(() => find('button', 'Details of the ban of Trudy')));
    expect(text()).toContain(
      "JaaS documents no way to undo a ban: give this record to 8x8's support.",
    );
    await click(get('button', "Copy for 8x8's support"));
    expect(page.copied).toEqual([supportText(trudy)]);
    expect(supportText(trudy).split('\n')).toEqual([
      'A ban of a user ID by JaaS',
      `AppID: ${APP_ID}`,
      'User ID: u-2210',
      'Room in the address: weekly-forum',
      'Sent (UTC): 2026-11-12T14:06:02.000Z',
      'Answered (UTC): 2026-11-12T14:06:02.150Z',
      'Operation: BAN_USER',
      `Address: https://api-vo.jitsi.net/jaccess/v1/access-management/${APP_ID}/ban/user/u-2210`,
      'Key ID: ed85b6',
      'Outcome: token-refused',
      'Status: 401',
      'JaaS says: bad kid',
      `Record in Gavel: ${ID}`,
      ...(trudy.request === ID ? [] : [`Batch in Gavel: ${trudy.request}`]),
    ]);
  });

  it('exports whoever is shown, as files with their names', async () => {
    await open([mallory, trudy]);
    await until(() => rows() === 2);
    await choose(get('combobox', 'Outcome'), 'not-banned');
    await click(get('button', 'Export CSV'));
    await click(get('button', 'Export JSON'));
    expect(saved.map(({ name }) => name)).toEqual([
      'gavel-bans-2026-11-13.csv',
      'gavel-bans-2026-11-13.json',
    ]);
    expect(saved[0]?.parts.join('')).toContain('u-2210');
    expect(saved[0]?.parts.join('')).not.toContain('google-oauth2');
    expect(said()).toContain('Saved gavel-bans-2026-11-13.json with 1 person.');
  });
});

describe('an import', () => {
  it('says which lines were not taken and why, and tells the panels of these AppIDs alone', async () => {
    await open();
    await give(`appId,userId,bannedAt\n${APP_ID},u,\n,v,\n${APP_ID},w,yesterday`);
    expect(said()).toContain('1 mark was taken.');
    expect(said()).toContain('2 were skipped:');
    expect(said()).toContain('Line 3. It has no AppID.');
    expect(said()).toContain('Line 4. The time is not understood.');
    expect(told).toEqual([APP_ID]);
    expect((await marks.all()).map(({ userId }) => userId)).toEqual(['u']);
  });

  it('of the same list again changes nothing and tells nobody', async () => {
    await open();
    await give(`appId,userId\n${APP_ID},u`);
    await give(`appId,userId\n${APP_ID},u`);
    expect(said()).toContain('1 mark was taken. 0 new, 0 changed, 1 known already.');
    expect(told).toEqual([APP_ID]);
  });

  it('keeps nothing of a file that it cannot read to its end', async () => {
    await open();
    await give(`appId,userId\n${APP_ID},u\n${APP_ID},"v`);
    expect(said()).toContain('Line 3 opens quotes that are not closed.');
    expect(said()).toContain('Nothing of it was kept');
    expect(await marks.all()).toEqual([]);
  });

  it('keeps nothing where there would be too many, or where it cannot be saved', async () => {
    const own = {
      add: async () => ({ ok: false, code: 'too-many', would: MARKS_AT_MOST + 1 }) as const,
    };
    await open([], own);
    await give(`appId,userId\n${APP_ID},u`);
    expect(said()).toContain('There would be 5,001 marks, and Gavel keeps 5,000 at most.');
    await open([], { add: () => Promise.reject(new Error('full')) });
    await give(`appId,userId\n${APP_ID},u`);
    await until(() => said().includes('The marks could not be saved.'));
    expect(told).toEqual([]);
  });
});

describe('marks that are not wanted any more', () => {
  it('are removed one by one, and the panels of the AppID hear of it', async () => {
    await marks.add([mark(), mark({ userId: 'z', name: 'Ann' })]);
    await open();
    await click(await until(() => find('button', 'Details of the ban of Ann')));
    await click(get('button', 'Remove this mark'));
    await until(() => rows() === 1);
    expect(await marks.all()).toEqual([mark()]);
    expect(told).toEqual([APP_ID]);
  });

  it('are removed all together after a question, and own bans stay', async () => {
    await marks.add([mark({ userId: 'z', name: 'Ann' })]);
    await open([mallory]);
    await until(() => rows() === 2);
    await click(get('button', 'Remove all marks…'));
    expect(text()).toContain('1 mark will be removed from this browser.');
    await answer(get('button', 'Remove'));
    await until(() => rows() === 1);
    expect(said()).toContain('1 mark was removed.');
    expect(find('button', 'Remove all marks…')).toBeNull();
    expect(document.activeElement?.textContent).toBe('Import marks');
    expect(await marks.all()).toEqual([]);
    expect(told).toEqual([APP_ID]);
  });
});
