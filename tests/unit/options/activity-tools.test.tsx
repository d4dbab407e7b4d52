import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ActivityPort, ExportFile } from '~/components/options/activity/journal-index';
import { createJournalIndex, type JournalIndex } from '~/components/options/activity/journal-index';
import { AT, ended, HOUR, putRaw, step } from '~/tests/unit/journal/activity-samples';
import { appIdSchema } from '~/utils/borders/schemas';
import type { Action } from '~/utils/journal/action';
import { type Journal, openJournal } from '~/utils/journal/journal';
import { reportSchema } from '~/utils/journal/report';
import { fixable } from '~/utils/storage/item';

import { staged, target } from '../actions/samples';
import { fakeDeps } from '../keys/fakes';
import { answer, choose, click, find, get, openPage, put, text, until } from './page';

let journal: Journal;
let saved: ExportFile[];
let retention: number | null;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  journal = openJournal();
  saved = [];
  retention = 365;
});

function port(watch: ActivityPort['watch'], more: Partial<Journal> = {}): ActivityPort {
  return {
    journal: { ...journal, ...more },
    retention: fixable(
      {
        get: async () => retention,
        set: async (after: number | null) => {
          retention = after;
        },
      },
      async () => undefined,
    ),
    save: (file) => saved.push(file),
    watch,
  };
}

async function open(hash = '#activity', more: Partial<Journal> = {}) {
  location.hash = hash;
  const deps = fakeDeps();
  deps.time = AT + 10 * HOUR;
  return openPage({ deps, activity: (watch) => port(watch, more) });
}

async function add(...actions: Action[]) {
  for (const action of actions) await journal.add(action);
}

const rows = () => document.querySelectorAll('tbody th[scope=row]').length;
const shown = () => text(document.querySelector('table') ?? document.head);
const searchFor = (words: string) => put(get('textbox', 'Search activity'), words);

const mallory = ended({ note: 'twice', leftAt: AT + 6000 });
const refused = {
  result: 'refused',
  code: 'token-refused',
  status: 401,
  message: 'bad kid',
} as const;
const trudy = ended({
  stagedAt: AT + 1,
  target: target({ name: 'Trudy', userId: 'u-2210' }),
  steps: [step('ban-user', 'refused', refused), step('kick', 'skipped')],
});
const end = ended({
  stagedAt: AT + 2,
  kind: 'end-meeting',
  target: null,
  steps: [step('end-meeting', 'accepted', {})],
});

describe('looking for something in the activity', () => {
  it('finds by name, id and note, says how many, and shows everything again', async () => {
    await add(mallory, trudy, end);
    await open();
    await until(() => text().includes('3 actions'));
    await searchFor('u-2210');
    expect(rows()).toBe(1);
    expect(shown()).toContain('Trudy');
    expect(text()).toContain('1 of 3 actions');
    await searchFor('TWICE');
    expect(shown()).toContain('Mallory');
    await searchFor('nobody at all');
    expect(text()).toContain('Nothing in the activity matches.');
    await click(get('button', 'Show everything'));
    expect(rows()).toBe(3);
  });

  it('filters by what it was, what became of it, and the meeting', async () => {
    await add(mallory, trudy, end);
    await open();
    await until(() => rows() === 3);
    await choose(get('combobox', 'What'), 'end-meeting');
    expect(rows()).toBe(1);
    expect(shown()).toContain('everyone');
    await choose(get('combobox', 'What'), '');
    await choose(get('combobox', 'Outcome'), 'not-done');
    expect(shown()).toContain('Trudy');
    expect(rows()).toBe(1);
    await choose(get('combobox', 'Outcome'), '');
    const meetings = get('combobox', 'Meeting') as HTMLSelectElement;
    expect([...meetings.options].map(({ text: words }) => words)).toEqual([
      'Every meeting',
      'weekly-forum',
    ]);
    await choose(meetings, meetings.options[1]?.value ?? '');
    expect(rows()).toBe(3);
  });

  it('draws a hundred rows of many, more on demand, and goes on from there', async () => {
    await add(...Array.from({ length: 250 }, (_, at) => ended({ stagedAt: AT + at })));
    await open();
    await until(() => text().includes('250 actions'));
    expect(rows()).toBe(100);
    await click(get('button', 'Show more'));
    expect(rows()).toBe(200);
    const buttons = [...document.querySelectorAll('tbody [data-of]')];
    expect(buttons.indexOf(document.activeElement as Element)).toBe(100);
    await click(get('button', 'Show more'));
    expect(rows()).toBe(250);
    expect(find('button', 'Show more')).toBeNull();
    await searchFor('mallory');
    expect(rows()).toBe(100);
  });
});

describe('what was never sent', () => {
  it('is hidden and counted, and shown when it is asked for', async () => {
    await add(
      mallory,
      ended({ stagedAt: AT + 5, state: 'expired', target: target({ name: 'Eve' }) }),
    );
    await open();
    await until(() => text().includes('1 action'));
    expect(shown()).not.toContain('Eve');
    expect(text()).toContain('1 hidden that was cancelled, replaced or not confirmed');
    await click(get('checkbox', 'Hide what was not sent'));
    expect(shown()).toMatch(/Eve.*Expired.*Mallory/);
    expect(text()).toContain('2 actions');
    expect(text()).not.toContain('hidden');
  });

  it('is not all there is without a word', async () => {
    await add(ended({ state: 'cancelled' }));
    await open();
    await until(() => text().includes('Nothing of what was requested was sent.'));
    await click(get('button', 'Show everything'));
    expect(rows()).toBe(1);
  });
});

describe('a request about many', () => {
  const request = crypto.randomUUID();
  const people = Array.from({ length: 130 }, (_, at) =>
    ended({
      request,
      target: target({ name: `Person ${at}`, userId: `u-${at}` }),
      ...(at === 7 && { steps: [step('ban-user', 'refused', refused)] }),
    }),
  );

  it('is one line, which opens to its people, those of whom something went wrong first', async () => {
    await journal.add(...people);
    await add(mallory);
    await open();
    await until(() => text().includes('2 actions'));
    expect(rows()).toBe(2);
    expect(shown()).toContain('Ban of 130 people');
    expect(shown()).toContain('129 banned, 129 not seen leaving, 1 not');
    await click(get('button', 'Details of Ban of 130 people'));
    expect(rows()).toBe(102);
    const [, , first] = document.querySelectorAll('tbody tr');
    expect(text(first)).toMatch(/Person 7.*Not banned · 401/);
    await click(get('button', 'Show more people'));
    expect(rows()).toBe(132);
    await click(get('button', 'Details of Ban: Person 7'));
    expect(text()).toContain('They were not banned.');
  });

  it('shows those of its people who match', async () => {
    await journal.add(...people);
    await open();
    await until(() => text().includes('1 action'));
    await searchFor('u-129');
    expect(text()).toContain('1 of 1 action');
    expect(shown()).toContain('1 of 130 match');
    await click(get('button', 'Details of Ban of 130 people'));
    expect(rows()).toBe(2);
    expect(shown()).toContain('Person 129');
  });
});

describe('a row', () => {
  const row = () => document.querySelector<HTMLElement>('.table__row') as HTMLElement;
  const isOpen = () => find('button', 'Copy details') !== null;

  it('opens and closes by a click anywhere in it', async () => {
    await add(mallory);
    await open();
    await until(() => rows() === 1);
    await click(row().querySelector('.table__when') as HTMLElement);
    expect(isOpen()).toBe(true);
    expect(get('button', 'Details of Ban: Mallory').getAttribute('aria-expanded')).toBe('true');
    await click(row().querySelector('.chip') as HTMLElement);
    expect(isOpen()).toBe(false);
  });

  it('stays as it is when text in it was selected', async () => {
    await add(mallory);
    await open();
    await until(() => rows() === 1);
    const name = row().querySelector('.table__whom') as HTMLElement;
    document.getSelection()?.selectAllChildren(name);
    await click(name);
    expect(isOpen()).toBe(false);
    document.getSelection()?.removeAllRanges();
    await click(name);
    expect(isOpen()).toBe(true);
  });

  it('shows everything about a user id that is pressed, and does not open', async () => {
    await add(mallory, trudy, end);
    await open();
    await until(() => rows() === 3);
    await click(get('button', 'Everything about user ID u-2210'));
    expect(rows()).toBe(1);
    expect(shown()).toContain('Trudy');
    expect(isOpen()).toBe(false);
    await click(get('button', 'Show every user ID'));
    expect(rows()).toBe(3);
  });

  it('names the AppID only where there are several, by the label of its key', async () => {
    const other = appIdSchema.parse(`vpaas-magic-cookie-${'77aa01ff'.repeat(4)}`);
    await add(mallory);
    const page = await open();
    await until(() => rows() === 1);
    const cells = () => [...document.querySelectorAll('.table__app')].map((cell) => text(cell));
    expect(cells()).toEqual([]);
    await add({ ...trudy, meeting: { ...trudy.meeting, appId: other } });
    await page.change();
    await until(() => rows() === 2);
    expect(cells()).toEqual(['77aa…01ff', '1d2e…6a20']);
  });
});

describe('the details of an action', () => {
  it('open below its row with every request, ids whole, and can be copied', async () => {
    await add(trudy);
    const page = await open();
    const button = await until(() => find('button', 'Details of Ban: Trudy'));
    expect(button.getAttribute('aria-expanded')).toBe('false');
    await click(button);
    expect(button.getAttribute('aria-expanded')).toBe('true');
    const details = document.getElementById(button.getAttribute('aria-controls') ?? '');
    for (const part of [
      'u-2210',
      'JaaS refused the token (401). They were not banned.',
      trudy.meeting.appId,
      'ed85b6',
      '2026-11-12T14:06:02.001Z',
      'api-vo.jitsi.net',
      '401',
      'bad kid',
      '150 ms',
      'The removal was not attempted, because it would be signed in the same way',
      trudy.id,
    ]) {
      expect(text(details ?? document.head)).toContain(part);
    }
    await click(get('button', 'Copy ID'));
    expect(page.copied).toEqual(['u-2210']);
    page.copied.length = 0;
    await click(get('button', 'Copy details'));
    expect(page.copied).toHaveLength(1);
    expect(page.copied[0]).toContain('User ID: u-2210\n');
    expect(page.copied[0]).toContain(
      'JaaS refused the token (401). They were not banned.\n  Sent: ',
    );
    await click(button);
    expect(find('button', 'Copy details')).toBeNull();
  });

  it('do not fail for a record whose times are none', async () => {
    await add(ended({ stagedAt: 1e300, confirmedAt: 1e300 }));
    await open();
    await click(await until(() => find('button', 'Details of Ban: Mallory')));
    expect(find('button', 'Copy details')).not.toBeNull();
  });
});

describe('exporting the activity', () => {
  it('saves all of it, whatever is searched for, with what cannot be read', async () => {
    await add(mallory, trudy);
    await putRaw({ id: 'bent' });
    await open();
    await until(() => text().includes('1 record cannot be read.'));
    await searchFor('trudy');
    await click(get('button', 'Export CSV (all 3)'));
    await until(() => text().includes('Saved gavel-activity-2026-11-13.csv with all 3 records.'));
    await click(get('button', 'Export JSON (all 3)'));
    await until(() => saved.length === 2);
    expect(saved.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'gavel-activity-2026-11-13.csv text/csv;charset=utf-8',
      'gavel-activity-2026-11-13.json application/json',
    ]);
    expect(saved[0]?.parts.join('').split('\r\n')).toHaveLength(5);
    const file = JSON.parse(saved[1]?.parts.join('') ?? '');
    expect(file.actions.map(({ id }: Action) => id)).toEqual([trudy.id, mallory.id]);
    expect(file.damaged).toEqual([{ key: 'bent', raw: { id: 'bent' } }]);
  });

  it('says so when it cannot be read, and saves nothing', async () => {
    await add(mallory);
    let broken = false;
    const keys: Journal['keys'] = (range) =>
      broken ? Promise.reject(new Error('disk')) : journal.keys(range);
    await open('#activity', { keys });
    await until(() => rows() === 1);
    broken = true;
    await click(get('button', 'Export CSV (all 1)'));
    await until(() => text().includes('could not be exported'));
    expect(saved).toEqual([]);
  });

  it('takes only what is shown where that is wanted, and says so on the button', async () => {
    await add(mallory, trudy, ended({ stagedAt: AT + 3, state: 'cancelled' }));
    await open();
    await until(() => find('button', 'Export CSV (all 3)'));
    await searchFor('trudy');
    await click(get('checkbox', 'Export only what is shown'));
    await click(get('button', 'Export JSON (1 shown)'));
    await until(() => text().includes('with the 1 record shown.'));
    const file = JSON.parse(saved[0]?.parts.join('') ?? '');
    expect(file.actions.map(({ id }: Action) => id)).toEqual([trudy.id]);
    await searchFor('');
    await click(get('checkbox', 'Hide what was not sent'));
    expect(find('checkbox', 'Export only what is shown')).toBeNull();
    expect(find('button', 'Export JSON (all 3)')).not.toBeNull();
  });
});

describe('saving a report', () => {
  const chosen = () => document.querySelectorAll('.table__tick').length;
  const recordsOf = (file: ExportFile | undefined) =>
    reportSchema.parse(JSON.parse(file?.parts.join('') ?? '')).records.map(({ id }) => id);

  it('takes what is shown, in both forms with one hash, by which both are called', async () => {
    await add(mallory, trudy, end);
    await open();
    await until(() => text().includes('It will hold the 3 records shown.'));
    await searchFor('trudy');
    expect(text()).toContain('It will hold the 1 record shown.');
    await click(get('button', 'Save report'));
    await until(() => saved.length === 1);
    await click(get('button', 'Save report as JSON'));
    await until(() => saved.length === 2);
    const [page, json] = saved;
    expect(recordsOf(json)).toEqual([trudy.id]);
    const { sha256 } = JSON.parse(json?.parts.join('') ?? '');
    expect(page?.parts.join('')).toContain(sha256);
    expect(text()).toContain(`with 1 record. SHA-256 of its contents, ${sha256}`);
    const name = `gavel-report-2026-11-13-${sha256.slice(0, 8)}`;
    expect(saved.map((file) => `${file.name} ${file.type}`)).toEqual([
      `${name}.html text/html;charset=utf-8`,
      `${name}.json application/json`,
    ]);
  });

  it('takes the rows that are ticked, whatever is searched for meanwhile', async () => {
    await add(mallory, trudy, end);
    await open();
    await until(() => rows() === 3);
    expect(chosen()).toBe(0);
    await click(get('checkbox', 'Choose rows'));
    expect((get('button', 'Save report') as HTMLButtonElement).disabled).toBe(true);
    expect(text()).toContain('Tick rows in the list below.');
    await searchFor('trudy');
    await click(get('checkbox', 'Into the report: Ban, Trudy'));
    await searchFor('mallory');
    await click(get('checkbox', 'Into the report: Ban, Mallory'));
    await searchFor('');
    expect(chosen()).toBe(3);
    expect(text()).toContain('The report will hold 2 records');
    await click(get('button', 'Save report as JSON'));
    await until(() => saved.length === 1);
    expect(recordsOf(saved[0])).toEqual([mallory.id, trudy.id]);
    await click(get('checkbox', 'Into the report: Ban, Trudy'));
    expect(text()).toContain('The report will hold 1 record,');
    await click(get('checkbox', 'Choose rows'));
    expect(chosen()).toBe(0);
    expect(text()).toContain('It will hold the 3 records shown.');
  });

  it('takes all people of a request that is ticked as one row', async () => {
    const request = crypto.randomUUID();
    const people = ['Ann', 'Bob'].map((name) => ended({ request, target: target({ name }) }));
    await journal.add(...people);
    await add(mallory);
    await open();
    await until(() => rows() === 2);
    await click(get('checkbox', 'Choose rows'));
    await click(get('checkbox', 'Into the report: Ban of 2 people'));
    await click(get('button', 'Save report as JSON'));
    await until(() => saved.length === 1);
    expect(recordsOf(saved[0]).toSorted()).toEqual(people.map(({ id }) => id).toSorted());
  });

  it('says so where the journal cannot be read, and saves nothing', async () => {
    await add(mallory);
    let broken = false;
    const read: Journal['read'] = (keys) =>
      broken ? Promise.reject(new Error('disk')) : journal.read(keys);
    await open('#activity', { read });
    await until(() => rows() === 1);
    broken = true;
    await click(get('button', 'Save report'));
    await until(() => text().includes('The report could not be made.'));
    expect(saved).toEqual([]);
  });
});

describe('clearing the activity', () => {
  const clear = () => find('button', 'Clear activity');

  it('asks first, deletes on yes, and leaves what waits', async () => {
    await add(mallory, trudy, staged({}, AT));
    await open('#settings');
    await click(await until(clear));
    await until(() => text().includes('2 records will be deleted'));
    expect(document.activeElement).toBe(get('button', 'Cancel'));
    await click(get('button', 'Cancel'));
    expect(await journal.keys()).toHaveLength(3);
    expect(document.activeElement).toBe(clear());
    await click(get('button', 'Clear activity'));
    await answer(await until(() => find('button', 'Delete')));
    await until(() => text().includes('2 records were deleted.'));
    expect(document.activeElement).toBe(clear());
    expect(await journal.keys()).toHaveLength(1);
  });

  it('asks nothing where there is nothing to delete', async () => {
    await add(staged({}, AT));
    await open('#settings');
    await click(await until(clear));
    await until(() => text().includes('There is nothing to delete.'));
    expect(find('button', 'Delete')).toBeNull();
    expect(await journal.keys()).toHaveLength(1);
  });
});

describe('how long the activity is kept', () => {
  const keep = () => find('combobox', 'Keep the activity for');

  it('is a year, and a longer time deletes nothing', async () => {
    await add(mallory);
    await open('#settings');
    const select = await until(keep);
    expect((select as HTMLSelectElement).value).toBe('365');
    await choose(select, 'null');
    await until(() => text().includes('Saved. Nothing had to be deleted.'));
    expect(retention).toBeNull();
    expect(await journal.keys()).toHaveLength(1);
  });

  it('asks before a shorter time deletes something, and changes nothing on Cancel', async () => {
    await add(ended({ stagedAt: AT - 40 * 24 * HOUR }), mallory);
    await open('#settings');
    await choose(await until(keep), '30');
    await until(() => text().includes('Delete 1 older record?'));
    await click(get('button', 'Cancel'));
    expect(retention).toBe(365);
    expect((keep() as HTMLSelectElement).value).toBe('365');
    await choose(await until(keep), '30');
    await answer(await until(() => find('button', 'Delete')));
    await until(() => text().includes('1 record was deleted.'));
    expect(retention).toBe(30);
    expect(await journal.keys()).toEqual([mallory.id]);
  });
});

describe('the journal in memory', () => {
  it('is there with its newest records before all of it is read', async () => {
    await add(...Array.from({ length: 1700 }, (_, at) => ended({ stagedAt: AT + at })));
    const told: JournalIndex[] = [];
    // Each look at the clock is a tenth of a second later: of two readings, one is told of.
    let time = AT;
    const now = () => {
      time += 100;
      return time;
    };
    await createJournalIndex(journal, now, (journalIndex) => told.push(journalIndex)).refresh();
    const read = told.map(({ entries }) => entries.length);
    expect([read.length, read[0], read[2]]).toEqual([3, 100, 1700]);
    expect(read[1]).toBeGreaterThan(1000);
    expect(told.map(({ complete }) => complete)).toEqual([false, false, true]);
    const times = told.at(-1)?.entries.map(({ action }) => action.stagedAt);
    expect(times).toEqual(Array.from({ length: 1700 }, (_, at) => AT + 1699 - at));
    expect(told[0]?.entries[0]?.action.stagedAt).toBe(AT + 1699);
    expect(told[0]?.total).toBe(1700);
  });

  it('reads again only what can have changed, and sees what came, went and changed', async () => {
    const old = ended({ stagedAt: AT - 9, endedAt: AT - 2 * HOUR });
    const gone = ended({ stagedAt: AT - 8 });
    const waiting = staged({}, AT);
    await add(old, gone, waiting);
    const read: string[][] = [];
    const watched: Journal = {
      ...journal,
      read: (keys) => {
        read.push([...keys]);
        return journal.read(keys);
      },
    };
    let now: JournalIndex | null = null;
    const journalIndex = createJournalIndex(
      watched,
      () => AT,
      (after) => {
        now = after;
      },
    );
    await journalIndex.refresh();
    read.length = 0;
    await journal.remove([gone.id], () => true);
    await journal.update(waiting.id, (action) => ({ ...action, state: 'cancelled' }));
    await add(trudy);
    await journalIndex.refresh();
    expect(read.flat()).toEqual([trudy.id, waiting.id]);
    const { entries } = now as unknown as JournalIndex;
    expect(entries.map(({ action }) => [action.id, action.state])).toEqual([
      [trudy.id, 'done'],
      [waiting.id, 'cancelled'],
      [old.id, 'done'],
    ]);
  });

  it('follows what the background writes while the page is open', async () => {
    await add(mallory);
    const page = await open();
    await until(() => rows() === 1);
    await add(trudy);
    await page.change();
    await until(() => rows() === 2);
    await act(async () => undefined);
    expect(shown()).toMatch(/Trudy.*Mallory/);
  });
});
