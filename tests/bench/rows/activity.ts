import { randomUUID } from 'node:crypto';
import { putRecords } from '~/tests/e2e/support/journal';
import type { Action } from '~/utils/journal/action';
import { actionSchema } from '~/utils/journal/action';
import { toStored } from '~/utils/journal/stored';
import { inWorld } from '../bench';
import { guest } from '../crowd';
import { alternate, type Readings, samplesOf } from '../measure';
import type { Row } from '../row';

const HOUR_MS = 3_600_000;

export const activity: Row = {
  id: 'activity',
  title: 'Open Activity with 10 000 records, search in it',
  floor: 'reading the same records from IndexedDB at once',
  rival: null,
  run: (bench) =>
    inWorld(bench, async (world) => {
      const count = 10_000;
      const key = await world.newKeyInGavel();
      const options = await world.gavel.openOptions('activity');
      await putRecords(options.page, bans(count, key.appId).map(toStored));
      await options.close();
      // A page of the extension that runs none of its code.
      const bare = await world.gavel.browser.newPage();
      await bare.goto(world.gavel.url('manifest.json'));
      const words = count.toLocaleString('en');

      const rounds = await alternate(
        {
          async floor() {
            await bare.bringToFront();
            return { open: await bare.evaluate(readAll) };
          },
          async gavel(): Promise<Readings> {
            const page = await world.gavel.browser.newPage();
            await page.bringToFront();
            await page.goto(world.gavel.url('options.html#activity'));
            const ready = await page.evaluate(countReads, `^${words} actions$`, null);
            const found = await page.evaluate(countReads, `^1 of ${words} actions$`, 'Guest 777');
            await page.close();
            return { open: ready.since, search: found.took };
          },
        },
        { rounds: bench.quick ? 1 : 9, warmUps: bench.quick ? 0 : 1 },
      );
      return {
        lines: [
          {
            label: 'navigation → all can be searched',
            unit: 'ms',
            samples: samplesOf(rounds, 'open'),
          },
          { label: 'a word typed → found', unit: 'ms', samples: samplesOf(rounds, 'search') },
        ],
        notes: ['The first line has the start of the page in it; its floor has not.'],
      };
    }),
};

/** Bans of as many people, one an hour, as the runner leaves them. */
function bans(count: number, appId: string): Action[] {
  return Array.from({ length: count }, (_, index) => {
    const at = Date.now() - (index + 2) * HOUR_MS;
    const person = guest(index + 1);
    const step = { state: 'accepted', startedAt: at, endedAt: at };
    const id = randomUUID();
    return actionSchema.parse({
      v: 1,
      id,
      request: id,
      kind: 'ban',
      state: 'done',
      meeting: { appId, room: `Standup-${index % 50}` },
      frame: { tabId: 1, frameId: 0 },
      target: {
        participantId: (index + 0x10000000).toString(16),
        userId: person.userId,
        name: index === 776 ? 'Guest 777' : `Person ${index}`,
        role: 'participant',
      },
      token: null,
      keyId: 'abc123',
      base: null,
      note: '',
      stagedAt: at,
      expiresAt: at + 60_000,
      confirmedAt: at,
      endedAt: at,
      steps: [
        { operation: 'ban-user', ...step, outcome: accepted('classic') },
        { operation: 'kick', ...step, outcome: accepted('current') },
      ],
      leftAt: at,
      changes: [],
    });
  });
}

function accepted(base: string) {
  return { result: 'accepted', code: 'accepted', base, sent: true, status: 200 };
}

/** In the page: reads all records in one call; how long that took, in milliseconds. */
async function readAll(): Promise<number> {
  const open = indexedDB.open('gavel');
  await new Promise((resolve) => {
    open.onsuccess = resolve;
  });
  const began = performance.now();
  const read = open.result.transaction('actions').objectStore('actions').getAll();
  await new Promise((resolve) => {
    read.onsuccess = resolve;
  });
  const took = performance.now() - began;
  open.result.close();
  return took;
}

/**
 * In the page: types into the search, where there is something to type, and waits until the count
 * reads so. `since` is when that was drawn, since the page's beginning; `took` since the typing.
 */
async function countReads(
  pattern: string,
  typed: string | null,
): Promise<{ since: number; took: number }> {
  const began = performance.now();
  const wanted = new RegExp(pattern);
  const field = document.querySelector<HTMLInputElement>('input[type=search]');
  if (typed !== null && field) {
    field.value = typed;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
  const deadline = began + 60_000;
  while (!wanted.test(document.querySelector('.activity__count')?.textContent ?? '')) {
    if (performance.now() > deadline) throw new Error('The count never read so.');
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const now = performance.now();
  return { since: now, took: now - began };
}
