import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import {
  ANN,
  accepted,
  action,
  DIAL_IN,
  MALLORY,
  NOTHING_DONE,
  named,
  press,
  READY,
  rowOf,
  START,
  stage,
} from './fixture';

const BATCH = {
  id: '0b8f5c1e-7a52-4f37-9d0e-3b7ad4c0e222',
  ...NOTHING_DONE,
  total: 2,
  done: 1,
  accepted: 1,
} as const;

/** What the page must not find, drawn by the style sheet. */
const privateLabel = (root: HTMLElement) =>
  [...root.querySelectorAll<HTMLElement>('.private')].map((one) => one.dataset.text).join('\n');
const status = (root: HTMLElement) =>
  [...root.querySelectorAll('.strip [role="status"]')].map((one) => one.textContent).join('\n');
/** The strip with what is not spoken. */
const strip = (root: HTMLElement) =>
  [...root.querySelectorAll('.strip')].map((one) => one.textContent).join('\n');

describe('asking for something', () => {
  it('asks for the person of the row, and says that it waits', async () => {
    const { root, sent, background } = await stage();
    background.state = { ...READY, actions: [action(MALLORY)] };
    await press(named(root, 'button', 'Ban Mallory'));
    expect(sent('panel.ask')).toEqual([
      {
        kind: 'ban',
        targets: [
          {
            participantId: 'b1',
            userId: 'google-oauth2|1140',
            name: 'Mallory',
            role: 'participant',
            sharedBy: 1,
            namesakes: 1,
            joinedAt: START,
          },
        ],
      },
    ]);
    expect(rowOf(root, 'Mallory').textContent).toContain('Waiting for your confirmation');
    expect(status(root)).toBe("Ban Mallory: confirm in Gavel's window\n");
  });

  it('can show the confirmation again, and counts down silently until it lapses', async () => {
    const { root, changed, sent } = await stage();
    await changed([action(MALLORY, { expiresAt: START + 52_000 })]);
    expect(strip(root)).toContain('0:52');
    await act(async () => void vi.advanceTimersByTime(2000));
    expect(strip(root)).toContain('0:50');
    expect(status(root)).not.toContain('0:5');
    await press(named(root, 'button', 'Show'));
    expect(sent('panel.show-request')).toHaveLength(1);
  });

  it('names the newest of several that wait, and counts the others', async () => {
    const { root, changed } = await stage();
    const others = [ANN, DIAL_IN].map((one, i) =>
      action(one, { id: `older-${i}`, kind: 'remove' }),
    );
    await changed([action(MALLORY), ...others]);
    expect(status(root)).toContain("Ban Mallory: confirm in Gavel's window +2");
  });

  it('leaves what runs where it is when something else is asked for or taken back', async () => {
    const { root, changed } = await stage();
    await changed([], BATCH);
    const bar = root.querySelector('.strip progress');
    await changed([action(MALLORY)], BATCH);
    expect(status(root)).toBe("Ban Mallory: confirm in Gavel's window\nBanning 2 people");
    expect(root.querySelector('.strip progress')).toBe(bar);
    await changed([], BATCH);
    expect(root.querySelector('.strip progress')).toBe(bar);
  });

  it('says why nothing was asked, on the row and aloud', async () => {
    const { root } = await stage(undefined, { answer: { ok: false, code: 'journal-failed' } });
    await press(named(root, 'button', 'Remove Ann Kim'));
    const words = rowOf(root, 'Ann Kim').querySelector('.row__notes')?.textContent ?? '';
    expect(words.length).toBeGreaterThan(10);
    expect(status(root)).toContain('Ann Kim');
    expect(status(root)).toContain(words);
  });

  it('waits while one request about the person is sent', async () => {
    const { root, changed, sent } = await stage();
    await changed([action(MALLORY, { state: 'confirmed' })]);
    await press(named(root, 'button', 'Ban Mallory'));
    await press(named(root, 'button', 'Remove Mallory'));
    expect(sent('panel.ask')).toEqual([]);
    expect(rowOf(root, 'Mallory').textContent).toContain('in progress');
    await press(named(root, 'button', 'Ban Ann Kim'));
    expect(sent('panel.ask')).toHaveLength(1);
  });

  it('ends the meeting, also where Jitsi cannot be read', async () => {
    const { root, model, sent } = await stage(null);
    await act(async () => model.giveUpWaiting());
    expect(root.textContent).toContain('Gavel cannot read this page');
    await press(named(root, 'button', 'End meeting'));
    expect(sent('panel.ask')).toEqual([{ kind: 'end-meeting' }]);
  });

  it('shows that ending the meeting waits, with a way to the confirmation', async () => {
    const { root, changed, sent } = await stage();
    await changed([action(null)]);
    expect(status(root)).toContain("End meeting: confirm in Gavel's window");
    await press(named(root, 'button', 'Show'));
    expect(sent('panel.show-request')).toHaveLength(1);
  });
});

describe('what became of it', () => {
  const done = action(MALLORY, {
    state: 'done',
    endedAt: START,
    steps: [accepted('ban-user'), accepted('kick')],
  });

  it('is one line in the row and a verdict in the strip, and never more than is known', async () => {
    const { root, changed } = await stage();
    await changed([done]);
    const notes = rowOf(root, 'Mallory').querySelectorAll('.row__notes .line');
    expect([...notes].map((one) => one.textContent)).toEqual(['JaaS accepted the removal']);
    expect(status(root)).toBe('Mallory is banned. Waiting to see them leave…\n');
  });

  it('is marked as good only once it is over and was seen', async () => {
    const { root, changed, clock } = await stage();
    const mark = () => root.querySelector('.strip .dot')?.className;
    const removed: typeof done = { ...done, kind: 'remove', steps: [accepted('kick')] };
    await changed([removed]);
    expect(status(root)).toBe('Removal accepted. Waiting to see Mallory leave…\n');
    expect(mark()).toBe('dot');
    await act(async () => clock.pass(15_000));
    expect(status(root)).toBe('Removal accepted, but Mallory was not seen leaving\n');
    expect(mark()).toBe('dot dot--warn');
    await changed([{ ...removed, leftAt: START + 16_000 }]);
    expect(mark()).toBe('dot dot--good');
  });

  it('stays in view after the row has gone, until it is dismissed', async () => {
    const { root, changed, see } = await stage();
    await changed([done]);
    await see({ participants: [ANN] });
    await changed([{ ...done, leftAt: START + 120_000 }]);
    expect(status(root)).toBe('Mallory is banned and gone\n');
    await press(named(root, 'button', 'Dismiss'));
    expect(status(root)).toBe('\n');
  });

  it('stays dismissed when the card is closed and opened again', async () => {
    const { root, changed } = await stage();
    await changed([done]);
    await press(named(root, 'button', 'Dismiss'));
    await press(named(root, 'button', 'Close Gavel'));
    await press(named(root, 'button', 'Open Gavel'));
    expect(status(root)).toBe('\n');
  });

  it('says what went wrong first in the row, and all of it in the strip', async () => {
    const { root, changed } = await stage();
    const outcome = {
      result: 'refused',
      code: 'token-refused',
      base: 'classic',
      sent: true,
    } as const;
    const refused = { operation: 'ban-user', state: 'refused', endedAt: START, outcome } as const;
    await changed([{ ...done, steps: [refused, accepted('kick')] }]);
    const row = rowOf(root, 'Mallory').querySelector('.row__notes')?.textContent;
    expect(row).toMatch(/refused/);
    expect(row).not.toContain('JaaS accepted');
    expect(status(root)).toContain('Mallory');
    expect(status(root)).toContain('JaaS accepted the removal');
  });

  it('is nothing for a request that the host took back', async () => {
    const { root, changed } = await stage();
    await changed([action(MALLORY, { state: 'cancelled', endedAt: START })]);
    expect(rowOf(root, 'Mallory').querySelector('.row__notes')).toBeNull();
    expect(status(root)).toBe('\n');
  });

  it('says that a request expired without being sent', async () => {
    const { root, changed } = await stage();
    await changed([action(MALLORY, { state: 'expired', endedAt: START })]);
    expect(rowOf(root, 'Mallory').textContent).toContain('Nothing was sent');
  });
});

describe('a refusal', () => {
  it('stays beside that of somebody else until the same is asked for again', async () => {
    const answer = { ok: false, code: 'locked' } as const;
    const { model, background } = await stage([MALLORY, ANN], { answer });
    const [mallory, ann] = model.meeting.people.value.filter(({ me }) => !me);
    if (mallory === undefined || ann === undefined) throw new Error('Nobody here');
    await act(() => model.requests.ban(mallory));
    await act(() => model.requests.remove(ann));
    const { refusals, lastRefusal } = model.requests;
    expect([...refusals.value]).toEqual([
      [mallory.id, 'locked'],
      [ann.id, 'locked'],
    ]);
    expect(lastRefusal.value).toEqual({ why: 'locked', about: 'Ann Kim', at: START });
    background.answer = { ok: true, id: action(null).id };
    await act(() => model.requests.ban(mallory));
    expect([...refusals.value]).toEqual([[ann.id, 'locked']]);
    expect(lastRefusal.value).toBeNull();
  });

  it('is what a click leads to that the host could not see: nothing is asked for, and it is said', async () => {
    const { root, model, sent } = await stage([MALLORY, ANN]);
    const [mallory] = model.meeting.people.value.filter(({ me }) => !me);
    if (mallory === undefined) throw new Error('Nobody here');
    model.requests.sawClick(false);
    for (const ask of [
      () => model.requests.ban(mallory),
      () => model.requests.remove(mallory),
      () => model.requests.banAbsent(mallory),
      model.requests.banSelected,
      model.requests.removeSelected,
      model.requests.endMeeting,
    ]) {
      await act(ask);
      expect(model.requests.lastRefusal.value?.why).toBe('unseen');
    }
    expect(sent('panel.ask')).toEqual([]);
    expect(status(root)).toContain('nothing was asked for');
    model.requests.sawClick(true);
    await act(() => model.requests.ban(mallory));
    expect(sent('panel.ask')).toHaveLength(1);
  });

  it('of nobody changes nothing that the rows are drawn from', async () => {
    const { model } = await stage([MALLORY]);
    const before = model.requests.refusals.value;
    await act(() => model.requests.endMeeting());
    expect(model.requests.refusals.value).toBe(before);
  });
});

describe('without a usable key', () => {
  const none = { key: { state: 'none' }, batch: null } as const;

  it('says so, opens the options and asks for nothing', async () => {
    const { root, sent } = await stage(undefined, { state: { ...none, actions: [] } });
    expect(privateLabel(root)).toContain('No key for this AppID');
    await press(named(root, 'button', 'Ban Mallory'));
    await press(named(root, 'button', 'End meeting'));
    expect(sent('panel.ask')).toEqual([]);
    await press(named(root, 'button', 'Add a key'));
    expect(sent('panel.open-options')).toHaveLength(1);
  });

  it('still asks while the key is locked', async () => {
    const key = { state: 'locked' } as const;
    const { root, sent } = await stage(undefined, { state: { key, actions: [], batch: null } });
    expect(privateLabel(root)).toContain('Locked');
    await press(named(root, 'button', 'Ban Mallory'));
    expect(sent('panel.ask')).toHaveLength(1);
  });

  it('names the key that will be used', async () => {
    const { root } = await stage();
    expect(privateLabel(root)).toContain('Key ready');
  });
});
