import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ActivityPort, ExportFile } from '~/components/options/activity/journal-index';
import { createJournalIndex, type JournalIndex } from '~/components/options/activity/journal-index';
import { AT, ended, HOUR, putRaw, step } from '~/tests/unit/journal/activity-samples';
import type { Action } from '~/utils/journal/action';
import { type Journal, openJournal } from '~/utils/journal/journal';

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
    retention: {
      get: async () => retention,
      set: async (after) => {
        retention = after;
      },
    },
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
    const buttons = [...document.querySelectorAll('tbody button')];
    expect(buttons.indexOf(document.activeElement as Element)).toBe(100);
    await click(get('button', 'Show more'));
    expect(rows()).toBe(250);
    expect(find('button', 'Show more')).toBeNull();
    await searchFor('mallory');
    expect(rows()).toBe(100);
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
      trudy.meeting.appId,
      'ed85b6',
      '2026-11-12T14:06:02.001Z',
      'api-vo.jitsi.net',
      '401',
      'bad kid',
      '150 ms',
      'The removal was not attempted.',
      trudy.id,
    ]) {
      expect(text(details ?? document.head)).toContain(part);
    }
    await click(get('button', 'Copy details'));
    expect(page.copied).toHaveLength(1);
    expect(page.copied[0]).toContain('User ID: u-2210\n');
    expect(page.copied[0]).toContain('JaaS refused the token (401). Nobody was banned.\n  Sent: ');
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
    await click(get('button', 'Export CSV'));
    await until(() => text().includes('Saved gavel-activity-2026-11-13.csv with all 3 records.'));
    await click(get('button', 'Export JSON'));
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
    await click(get('button', 'Export CSV'));
    await until(() => text().includes('could not be exported'));
    expect(saved).toEqual([]);
  });
});

describe('clearing the activity', () => {
  it('asks first, deletes on yes, and leaves what waits', async () => {
    await add(mallory, trudy, staged({}, AT));
    await open();
    await until(() => rows() === 3);
    await click(get('button', 'Clear activity'));
    expect(text()).toContain('2 records will be deleted');
    expect(document.activeElement).toBe(get('button', 'Cancel'));
    await click(get('button', 'Cancel'));
    expect(rows()).toBe(3);
    expect(document.activeElement).toBe(get('button', 'Clear activity'));
    await click(get('button', 'Clear activity'));
    await answer(get('button', 'Delete'));
    await until(() => text().includes('2 records were deleted.'));
    expect(text(document.activeElement ?? document.head)).toBe('2 records were deleted.');
    await until(() => rows() === 1);
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
