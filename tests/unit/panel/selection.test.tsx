import { act } from 'preact/test-utils';
import { describe, expect, it } from 'vitest';
import { NOTHING_AROUND } from '~/components/panel/host/position';
import type { AskedTarget } from '~/utils/journal/action';
import { participant } from '../meeting/snapshots';
import { turn } from '../until';
import {
  ANN,
  accepted,
  action,
  DIAL_IN,
  MALLORY,
  NOTHING_DONE,
  named,
  press,
  rowOf,
  START,
  type Stage,
  stage,
} from './fixture';

const MOD = participant('e1', { name: 'Zoe', userId: 'auth0|zoe', role: 'moderator' });
const MINE = participant('f1', { name: 'My phone', userId: 'host' });

const BATCH_ID = '5d0ac3a8-18f2-4b7e-8d35-0d3c1f9c2a77';
const RUNNING = {
  id: BATCH_ID,
  ...NOTHING_DONE,
  total: 80,
  done: 12,
  accepted: 12,
} as const;
const COUNTS = { done: 80, accepted: 70, failed: 4, unknown: 1, notSent: 5, left: 66 } as const;

const box = (root: HTMLElement, name: string) =>
  named<HTMLInputElement>(root, 'input', `Select ${name}`);
const boxes = (root: HTMLElement) => [...root.querySelectorAll<HTMLInputElement>('.pick input')];
const checked = (root: HTMLElement) =>
  boxes(root)
    .filter((one) => one.checked)
    .map((one) => one.getAttribute('aria-label'));
const allBox = (root: HTMLElement) => {
  const found = root.querySelector<HTMLInputElement>('.selectbar input');
  if (!found) throw new Error('There is no box for all');
  return found;
};
const strip = (root: HTMLElement) =>
  [...root.querySelectorAll('.strip')].map((one) => one.textContent).join('');
const tally = (root: HTMLElement) => root.querySelector('.foot--select [role="status"]');

async function selecting(
  people = [MALLORY, ANN, DIAL_IN, MOD],
  before: Parameters<typeof stage>[1] = {},
): Promise<Stage> {
  const staged = await stage(people, before);
  await press(named(staged.root, 'button', 'Select'));
  return staged;
}

async function shiftClick(element: HTMLElement): Promise<void> {
  await act(async () => {
    element.dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey: true }));
  });
}

async function key(element: Element, name: string): Promise<void> {
  await act(async () => {
    element.dispatchEvent(
      new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }),
    );
  });
}

async function search(root: HTMLElement, text: string): Promise<void> {
  await act(async () => {
    const field = named<HTMLInputElement>(root, 'input', 'Search participants');
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

/** The words of the ways of choosing that can be used now. */
const offered = (root: HTMLElement) =>
  [...presets(root).options].filter((one) => !one.disabled && !one.hidden).map(({ text }) => text);
const presets = (root: HTMLElement) => named<HTMLSelectElement>(root, 'select', 'Select by…');

async function choose(root: HTMLElement, words: string): Promise<void> {
  await act(async () => {
    const list = presets(root);
    const option = [...list.options].find(({ text, disabled }) => text === words && !disabled);
    if (!option) throw new Error(`${words} cannot be chosen`);
    list.value = option.value;
    list.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

describe('selecting many', () => {
  it('begins with a button, and gives everybody but me a box in place of buttons', async () => {
    const { root } = await selecting();
    expect(boxes(root).map((one) => one.getAttribute('aria-label'))).toEqual([
      'Select +49 30 512',
      'Select Ann Kim',
      'Select Mallory',
      'Select Zoe',
    ]);
    expect(() => named(root, 'button', 'Ban Mallory')).toThrow();
    expect(() => named(root, 'button', 'End meeting')).toThrow();
    expect(named(root, 'button', 'Select').getAttribute('aria-pressed')).toBe('true');
    expect(tally(root)?.textContent).toBe('Nobody selected');
  });

  it('ends by Cancel and by Escape, forgets the selection, and keeps the focus', async () => {
    const { root, model } = await selecting();
    await press(box(root, 'Mallory'));
    await press(named(root, 'button', 'Done'));
    expect(boxes(root)).toEqual([]);
    expect(named(root, 'button', 'Ban Mallory')).toBeTruthy();
    expect(document.activeElement).toBe(named(root, 'button', 'Select'));
    await press(named(root, 'button', 'Select'));
    expect(checked(root)).toEqual([]);
    await key(box(root, 'Mallory'), 'Escape');
    expect(boxes(root)).toEqual([]);
    expect(model.card.position.value.open).toBe(true);
  });

  it('counts, and asks for a ban of those selected', async () => {
    const { root, sent } = await selecting();
    await press(box(root, 'Mallory'));
    await press(box(root, 'Ann Kim'));
    expect(tally(root)?.textContent).toBe('2 selectedShow only these');
    await press(named(root, 'button', 'Ban selected'));
    expect(sent('panel.ask')).toEqual([
      {
        kind: 'ban',
        targets: [
          expect.objectContaining({ participantId: 'c1', userId: 'auth0|ann' }),
          expect.objectContaining({ participantId: 'b1', userId: 'google-oauth2|1140' }),
        ],
      },
    ]);
  });

  it('asks for a removal of those selected', async () => {
    const { root, sent } = await selecting();
    await press(box(root, '+49 30 512'));
    await press(named(root, 'button', 'Remove selected'));
    expect(sent('panel.ask')).toEqual([
      { kind: 'remove', targets: [expect.objectContaining({ participantId: 'd1' })] },
    ]);
  });

  it('is refused as long as nobody is selected, with the reason', async () => {
    const { root, sent } = await selecting();
    const ban = named(root, 'button', 'Ban selected');
    expect(ban.getAttribute('aria-disabled')).toBe('true');
    await press(ban);
    expect(root.querySelector('.foot__why')?.textContent).toBe('Nobody is selected.');
    expect(sent('panel.ask')).toEqual([]);
  });

  it('says beforehand who can only be removed', async () => {
    const { root, sent } = await selecting();
    await press(box(root, '+49 30 512'));
    expect(tally(root)?.textContent).toContain(
      '1 of them has no user ID and will only be removed.',
    );
    await press(named(root, 'button', 'Ban selected'));
    expect(root.querySelector('.foot__why')?.textContent).toContain('can be banned');
    expect(sent('panel.ask')).toEqual([]);
    await press(box(root, 'Mallory'));
    await press(named(root, 'button', 'Ban selected'));
    expect(sent('panel.ask')).toEqual([
      {
        kind: 'ban',
        targets: [
          expect.objectContaining({ participantId: 'd1', userId: null }),
          expect.objectContaining({ participantId: 'b1' }),
        ],
      },
    ]);
  });

  it('says why nothing was asked for, of the selection', async () => {
    const { root } = await selecting(undefined, {
      answer: { ok: false, code: 'journal-failed' },
    });
    await press(box(root, 'Mallory'));
    await press(named(root, 'button', 'Ban selected'));
    expect(strip(root)).toContain('Your selection');
    expect(checked(root)).toEqual(['Select Mallory']);
  });

  it('never bans by the user id that is mine, and says so', async () => {
    const { root, sent } = await selecting([MALLORY, MINE]);
    await press(box(root, 'My phone'));
    await press(box(root, 'Mallory'));
    expect(tally(root)?.textContent).toContain(
      '1 of them has your own user ID and will not be banned.',
    );
    await press(named(root, 'button', 'Ban selected'));
    await press(named(root, 'button', 'Remove selected'));
    expect(sent('panel.ask')).toEqual([
      { kind: 'ban', targets: [expect.objectContaining({ participantId: 'b1' })] },
      {
        kind: 'remove',
        targets: [
          expect.objectContaining({ participantId: 'b1' }),
          expect.objectContaining({ participantId: 'f1' }),
        ],
      },
    ]);
  });

  it('takes people without a key, but nothing can be asked for', async () => {
    const { root } = await selecting(undefined, {
      state: { key: { state: 'none' }, actions: [], batch: null },
    });
    await press(box(root, 'Mallory'));
    await press(named(root, 'button', 'Ban selected'));
    expect(root.querySelector('.foot__why')?.textContent).toContain('no key');
  });
});

describe('selecting at once', () => {
  it('is by one box for all, which tells all, some and none apart', async () => {
    const { root } = await selecting();
    expect([allBox(root).checked, allBox(root).indeterminate]).toEqual([false, false]);
    await press(box(root, 'Ann Kim'));
    expect([allBox(root).checked, allBox(root).indeterminate]).toEqual([false, true]);
    await press(allBox(root));
    expect(checked(root)).toHaveLength(4);
    expect([allBox(root).checked, allBox(root).indeterminate]).toEqual([true, false]);
    await press(allBox(root));
    expect(checked(root)).toEqual([]);
  });

  it('is everyone except moderators, and nobody else', async () => {
    const { root } = await selecting();
    await press(box(root, 'Zoe'));
    await choose(root, 'Everyone except moderators');
    expect(checked(root)).toEqual(['Select +49 30 512', 'Select Ann Kim', 'Select Mallory']);
  });

  it('is who has joined in the last minutes, as far as Gavel saw them come, and no moderator', async () => {
    const { root, see, clock } = await selecting([MALLORY]);
    clock.time += 3 * 60_000;
    await see({ participants: [MALLORY, ANN] });
    clock.time += 60_000;
    await see({ participants: [MALLORY, ANN, DIAL_IN, MOD] });
    await choose(root, 'Joined in the last 2 minutes');
    expect(checked(root)).toEqual(['Select +49 30 512', 'Select Ann Kim']);
    clock.time += 90_000;
    await choose(root, 'Joined in the last 2 minutes');
    expect(checked(root)).toEqual(['Select +49 30 512']);
    await choose(root, 'Joined in the last 10 minutes');
    expect(checked(root)).toEqual(['Select +49 30 512', 'Select Ann Kim']);
    expect(presets(root).value).toBe('');
  });

  it('goes on through the ways with the keys, and uses the one on which Enter is pressed', async () => {
    const { root } = await selecting();
    const list = presets(root);
    const go = async (name: string, to: string) => {
      await key(list, name);
      await act(async () => {
        list.value = to;
        list.dispatchEvent(new Event('change', { bubbles: true }));
      });
    };
    await key(list, 'Enter');
    await go('ArrowDown', 'noUserId');
    await go('ArrowDown', 'exceptModerators');
    expect(checked(root)).toEqual([]);
    await key(list, 'Enter');
    expect(checked(root)).toHaveLength(3);
    expect(list.value).toBe('');
    await press(named(root, 'button', 'Done'));
    await press(named(root, 'button', 'Select'));
    await key(presets(root), ' ');
    await choose(root, 'Without a user ID');
    expect(checked(root)).toEqual(['Select +49 30 512']);
  });

  it('says where nobody joined in that time, until something else is selected', async () => {
    const { root } = await selecting([MALLORY]);
    await choose(root, 'Joined in the last 5 minutes');
    expect(tally(root)?.textContent).toContain('Gavel saw nobody else join in that time.');
    await press(box(root, 'Mallory'));
    expect(tally(root)?.textContent).not.toContain('nobody else');
  });

  it('by user ID or name goes by the one ticked last, and waits until somebody is', async () => {
    const copy = participant('g1', { name: 'mallory_23', userId: MALLORY.userId });
    const other = participant('h1', { name: 'Mal1ory 7', userId: 'auth0|other' });
    const { root, see } = await selecting([MALLORY, ANN, copy, other, DIAL_IN]);
    const general = [
      'Joined in the last 2 minutes',
      'Joined in the last 5 minutes',
      'Joined in the last 10 minutes',
      'Without a user ID',
    ];
    expect(offered(root)).toEqual([...general, 'Everyone except moderators']);
    await press(box(root, 'Mallory'));
    await choose(root, 'Same user ID as Mallory');
    expect(checked(root)).toEqual(['Select Mallory', 'Select mallory_23']);
    await choose(root, 'Name like “Mallory”');
    expect(checked(root)).toHaveLength(3);
    await press(box(root, 'Mallory'));
    expect(offered(root)).toEqual([...general, 'Everyone except moderators']);
    await see({ participants: [DIAL_IN] });
    expect(offered(root)).not.toContain('Without a user ID');
  });

  it('says of each why they were selected, and of those by hand nothing', async () => {
    const { root, sent } = await selecting([MALLORY, ANN, DIAL_IN]);
    await press(box(root, 'Ann Kim'));
    await choose(root, 'Without a user ID');
    await choose(root, 'Everyone except moderators');
    await press(named(root, 'button', 'Remove selected'));
    const [{ targets }] = sent('panel.ask') as [{ targets: AskedTarget[] }];
    expect(targets.map(({ name, chosenBy }) => [name, chosenBy])).toEqual([
      ['+49 30 512', 'noUserId'],
      ['Ann Kim', undefined],
      ['Mallory', 'exceptModerators'],
    ]);
  });

  it('is a range with the shift key, in either direction', async () => {
    const { root } = await selecting();
    await press(box(root, 'Ann Kim'));
    await shiftClick(box(root, 'Zoe'));
    expect(checked(root)).toEqual(['Select Ann Kim', 'Select Mallory', 'Select Zoe']);
    await press(allBox(root));
    await press(box(root, 'Mallory'));
    await shiftClick(box(root, '+49 30 512'));
    expect(checked(root)).toEqual(['Select Zoe']);
  });

  it('goes from box to box with the arrow keys', async () => {
    const { root } = await selecting();
    box(root, 'Ann Kim').focus();
    await key(box(root, 'Ann Kim'), 'ArrowDown');
    expect(document.activeElement).toBe(box(root, 'Mallory'));
    await key(box(root, 'Mallory'), 'ArrowUp');
    await key(box(root, 'Ann Kim'), 'ArrowUp');
    await key(box(root, '+49 30 512'), 'ArrowUp');
    expect(document.activeElement).toBe(box(root, '+49 30 512'));
  });
});

describe('a search while selecting', () => {
  it('keeps the selection, and says how many it does not show', async () => {
    const { root, sent } = await selecting();
    await press(box(root, 'Mallory'));
    await press(box(root, 'Zoe'));
    await search(root, 'zoe');
    expect(tally(root)?.textContent).toBe(
      '2 selectedShow only these1 of them does not match your search.',
    );
    await press(named(root, 'button', 'Ban selected'));
    expect(sent('panel.ask')).toEqual([
      { kind: 'ban', targets: [expect.anything(), expect.anything()] },
    ]);
  });

  it('bounds what the box for all selects and clears, and no other way of selecting', async () => {
    const { root } = await selecting();
    await press(box(root, 'Mallory'));
    await search(root, 'zoe');
    expect(allBox(root).indeterminate).toBe(false);
    await press(allBox(root));
    await search(root, '');
    expect(checked(root)).toEqual(['Select Mallory', 'Select Zoe']);
    await search(root, 'zoe');
    await press(allBox(root));
    await choose(root, 'Everyone except moderators');
    expect(tally(root)?.textContent).toContain('3 selected');
    expect(tally(root)?.textContent).toContain('3 of them do not match your search.');
  });

  it('is what Escape takes away first, in its field', async () => {
    const { root, model } = await selecting();
    await search(root, 'zoe');
    const field = named(root, 'input', 'Search participants');
    await key(field, 'Escape');
    expect(model.lists.query.value).toBe('');
    expect(model.selection.on.value).toBe(true);
    await key(field, 'Escape');
    expect(model.selection.on.value).toBe(false);
  });
});

describe('the buttons of a selection', () => {
  it('say in a low card how many, by the same names', async () => {
    const { root, model } = await selecting();
    for (const name of ['Ann Kim', '+49 30 512']) await press(box(root, name));
    expect(named(root, 'button', 'Ban selected').textContent).toBe('Ban selected');
    await act(async () => model.card.surround({ ...NOTHING_AROUND, width: 800, height: 400 }));
    const shown = (name: string) => {
      const button = named(root, 'button', name);
      return [button.textContent, button.querySelector('[data-text]')?.getAttribute('data-text')];
    };
    expect(shown('Ban selected')).toEqual(['Ban', '1']);
    expect(shown('Remove selected')).toEqual(['Remove', '2']);
  });
});

describe('only who is selected', () => {
  const names = (root: HTMLElement) =>
    boxes(root).map((one) => one.getAttribute('aria-label')?.replace('Select ', ''));

  it('stays where it is when somebody is unticked, to be ticked again, until all are shown', async () => {
    const { root } = await selecting();
    for (const name of ['Ann Kim', 'Mallory']) await press(box(root, name));
    await press(named(root, 'button', 'Show only these'));
    expect(names(root)).toEqual(['Ann Kim', 'Mallory']);
    await press(box(root, 'Ann Kim'));
    expect(names(root)).toEqual(['Ann Kim', 'Mallory']);
    await press(box(root, 'Mallory'));
    expect(names(root)).toEqual(['Ann Kim', 'Mallory']);
    await press(named(root, 'button', 'Show only these'));
    expect(names(root)).toHaveLength(4);
  });

  it('is forgotten with the selection, and when all of them have left', async () => {
    const { root, see } = await selecting();
    await press(box(root, 'Mallory'));
    await press(named(root, 'button', 'Show only these'));
    await press(named(root, 'button', 'Done'));
    await press(named(root, 'button', 'Select'));
    expect(names(root)).toHaveLength(4);
    await press(box(root, '+49 30 512'));
    await press(named(root, 'button', 'Show only these'));
    await see({ participants: [MALLORY, ANN, MOD] });
    expect(names(root)).toHaveLength(3);
  });

  it('follows a choice of everybody but the moderators', async () => {
    const { root } = await selecting();
    await press(box(root, 'Zoe'));
    await press(named(root, 'button', 'Show only these'));
    await choose(root, 'Everyone except moderators');
    expect(names(root)).toEqual(['+49 30 512', 'Ann Kim', 'Mallory']);
  });
});

describe('people who move while they are selected', () => {
  it('drop out when they leave, and that is said until the selection changes', async () => {
    const { root, see } = await selecting();
    await press(box(root, 'Mallory'));
    await press(box(root, 'Ann Kim'));
    await see({ participants: [ANN, DIAL_IN, MOD] });
    expect(checked(root)).toEqual(['Select Ann Kim']);
    expect(tally(root)?.textContent).toContain('1 left or came back, and is no longer selected');
    await press(box(root, 'Zoe'));
    expect(tally(root)?.textContent).toBe('2 selectedShow only these');
  });

  it('stay selected through a change of their name, and while I am away myself', async () => {
    const { root, see } = await selecting();
    await press(box(root, 'Mallory'));
    await see({ participants: [{ ...MALLORY, name: 'Bob' }, ANN] });
    expect(checked(root)).toEqual(['Select Bob']);
    await see({ phase: 'lost', me: null, participants: [] });
    await see({ participants: [MALLORY, ANN] });
    expect(checked(root)).toEqual(['Select Mallory']);
  });

  it('can be selected for a ban after they left, if they have a user id', async () => {
    const { root, see, sent } = await selecting();
    await see({ participants: [ANN] });
    expect(() => box(root, '+49 30 512')).toThrow();
    await press(box(root, 'Mallory'));
    expect(tally(root)?.textContent).toContain('not in the meeting and can only be banned');
    await press(named(root, 'button', 'Remove selected'));
    expect(root.querySelector('.foot__why')?.textContent).toContain('nobody can be removed');
    await press(named(root, 'button', 'Ban selected'));
    expect(sent('panel.ask')).toEqual([
      { kind: 'ban', targets: [expect.objectContaining({ participantId: null })] },
    ]);
  });

  it('are not selected by the box for all after they left', async () => {
    const { root, see } = await selecting();
    await see({ participants: [ANN] });
    await press(allBox(root));
    expect(checked(root)).toEqual(['Select Ann Kim']);
  });
});

describe('500 people', () => {
  it('are selected, tallied and asked for at once', async () => {
    const many = Array.from({ length: 499 }, (_, i) => participant(`p${i}`));
    const { root, model, sent } = await selecting(many);
    await press(allBox(root));
    expect(model.selection.tally.value).toMatchObject({ all: 499, here: 499, hidden: 0 });
    await press(named(root, 'button', 'Remove selected'));
    expect(sent('panel.ask')).toHaveLength(1);
    expect((sent('panel.ask')[0] as { targets: unknown[] }).targets).toHaveLength(499);
  });

  it('draw one row when one of them is selected', async () => {
    const many = Array.from({ length: 39 }, (_, i) => participant(`p${i}`));
    const { root } = await selecting(many);
    const touched = new Set<string>();
    const observer = new MutationObserver((records) => {
      for (const { target } of records) {
        const row = target instanceof Element ? target.closest('li') : null;
        if (row) touched.add(row.getAttribute('aria-label') ?? '');
      }
    });
    observer.observe(root, { subtree: true, childList: true, attributes: true });
    await press(box(root, 'Name p7'));
    await turn();
    observer.disconnect();
    expect([...touched]).toEqual(['Name p7']);
  });
});

describe('a request about many', () => {
  const waits = [MALLORY, ANN].map((one, i) =>
    action(one, { id: `0b8f5c1e-7a52-4f37-9d0e-3b7ad4c0e11${i}`, request: BATCH_ID }),
  );

  it('waits in one place, not in every row', async () => {
    const { root, changed, sent } = await stage();
    await changed(waits);
    expect(strip(root)).toContain('Ban of 2 people');
    expect(strip(root)).toContain("confirm in Gavel's window");
    expect(rowOf(root, 'Mallory').querySelector('.row__notes')).toBeNull();
    await press(named(root, 'button', 'Show'));
    expect(sent('panel.show-request')).toHaveLength(1);
  });

  it('keeps the selection until it is confirmed, then leaves the mode', async () => {
    const { root, changed } = await selecting();
    await press(box(root, 'Mallory'));
    await changed(waits);
    expect(checked(root)).toEqual(['Select Mallory']);
    await changed([], RUNNING);
    expect(boxes(root)).toEqual([]);
    await press(named(root, 'button', 'Select'));
    await changed([], { ...RUNNING, done: 30 });
    expect(boxes(root)).not.toEqual([]);
  });

  it('shows how far it is, can be stopped, and holds back another', async () => {
    const { root, changed, sent } = await selecting();
    await changed([], RUNNING);
    const bar = named<HTMLProgressElement>(root, 'progress', 'Banning 80 people');
    expect([bar.value, bar.max]).toEqual([12, 80]);
    expect(strip(root)).toContain('12 of 80');
    await press(named(root, 'button', 'Select'));
    await press(box(root, 'Mallory'));
    await press(named(root, 'button', 'Remove selected'));
    expect(root.querySelector('.foot__why')?.textContent).toContain('stop it first');
    await press(named(root, 'button', 'Stop'));
    expect(sent('panel.stop')).toEqual([{ id: BATCH_ID }]);
    expect(sent('panel.ask')).toEqual([]);
  });

  it('says in numbers what became of it, and can be dismissed', async () => {
    const { root, changed } = await stage();
    await changed([], { ...RUNNING, running: false, ...COUNTS });
    const text = strip(root);
    expect(text).toContain('Ban of 80 people');
    for (const part of ['70 accepted by JaaS', '4 refused or failed', '1 with unknown outcome']) {
      expect(text).toContain(part);
    }
    expect(text).toContain('5 not sent');
    expect(() => named(root, 'button', 'Stop')).toThrow();
    await press(named(root, 'button', 'Dismiss'));
    expect(strip(root)).toBe('');
  });

  it('says whom it failed for first, and of the others only how many are gone', async () => {
    const { root, changed } = await stage();
    const outcome = {
      result: 'refused',
      code: 'token-refused',
      base: 'classic',
      sent: true,
    } as const;
    const refused = { operation: 'ban-user', state: 'refused', endedAt: START, outcome } as const;
    const steps = [accepted('ban-user'), accepted('kick')];
    const over = { request: BATCH_ID, state: 'done', endedAt: START } as const;
    const its = [
      action(MALLORY, { ...over, id: 'a', steps, leftAt: START }),
      action(ANN, { ...over, id: 'b', steps: [refused, accepted('kick')], leftAt: START }),
      action(DIAL_IN, {
        ...over,
        id: 'c',
        kind: 'remove',
        steps: [accepted('kick')],
        leftAt: START,
      }),
    ];
    const counts = { done: 3, total: 3, accepted: 2, failed: 1, left: 3 };
    await changed(its, { ...RUNNING, ...counts, running: false });
    const text = strip(root);
    expect(text).toMatch(/Ann Kim: .*refused.*1 banned and gone.*1 removed and gone/s);
    expect(text).not.toContain('Mallory');
    expect(text).not.toContain('accepted by JaaS');
  });

  it('is spoken at its beginning and its end, not with each of 80', async () => {
    const { root, changed } = await stage();
    const spoken = new Set<string>();
    const words = () =>
      [...root.querySelectorAll('.strip [role="status"]')].map((one) => one.textContent).join('');
    const hear = () => spoken.add(words());
    for (let done = 1; done < 80; done++) {
      await changed([], { ...RUNNING, done, accepted: done });
      hear();
    }
    await changed([], { ...RUNNING, ...COUNTS, running: false });
    hear();
    expect([...spoken]).toEqual(['Banning 80 people', expect.stringContaining('Ban of 80 people')]);
  });
});
