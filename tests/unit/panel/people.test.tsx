import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { lookSchema } from '~/utils/actions/request';
import { participant } from '../meeting/snapshots';
import { turn } from '../until';
import {
  ANN,
  accepted,
  action,
  DIAL_IN,
  MALLORY,
  named,
  press,
  rowOf,
  START,
  stage,
} from './fixture';

const list = (root: HTMLElement, name: string) => named(root, 'ul', name);
const names = (root: HTMLElement, name: string) =>
  [...list(root, name).children].map((row) => row.getAttribute('aria-label'));

describe('the people in the panel', () => {
  it('are listed with myself last, without buttons for me', async () => {
    const { root } = await stage();
    expect(names(root, 'Participants')).toEqual(['+49 30 512', 'Ann Kim', 'Mallory', 'Host']);
    expect(rowOf(root, 'Host').textContent).toMatch(/^HostYouhostModerator$/);
    expect(rowOf(root, 'Host').querySelector('.row__acts')).toBeNull();
  });

  it('have buttons that say whom they are about', async () => {
    const { root } = await stage();
    expect(named(root, 'button', 'Ban Mallory').textContent).toBe('Ban');
    expect(named(root, 'button', 'Remove Mallory').textContent).toBe('Remove');
  });

  it('are told apart by id where two show the same name', async () => {
    const twin = participant('b2', { name: 'Mal\u200Blory', userId: 'auth0|77' });
    const other = participant('b3', { name: 'Mallory', userId: 'auth0|88' });
    const { root } = await stage([MALLORY, twin, other]);
    expect(named(root, 'button', 'Ban Mallory (auth0|88)')).toBeTruthy();
    expect(() => named(root, 'button', 'Ban Mallory')).toThrow();
    expect(rowOf(root, 'Mallory (auth0|88)').textContent).toContain('Same name');
  });

  it('show characters that could deceive, in a row of its own direction', async () => {
    const { root } = await stage([participant('b1', { name: 'gnp\u202Eexe.Bob' })]);
    const row = [...list(root, 'Participants').children][0];
    expect(row?.querySelector('bdi')?.textContent).toContain('U+202E');
    expect(row?.textContent).not.toContain('\u202E');
    expect(row?.textContent).toContain('Unusual characters');
  });

  it('have ids in the order in which they are sent, short and whole, drawn and named', async () => {
    const { root } = await stage([participant('b1', { name: 'Ana', userId: 'auth0|אב-12' })]);
    const inOrder = '\u2066\u202dauth0|אב-12\u202c\u2069';
    const id = named(root, 'button', `User ID ${inOrder}`);
    expect(id.title).toBe(inOrder);
    await press(id);
    const drawn = [...rowOf(root, 'Ana').querySelectorAll('bdi')].filter(
      ({ textContent }) => textContent === 'auth0|אב-12' || textContent === 'b1',
    );
    expect(drawn.map((each) => each.className)).toEqual(['exact', 'exact', 'exact']);
  });

  it('wear badges for what they are', async () => {
    const bot = participant('x1', { name: 'Notes', kind: 'bot', hand: true });
    const { root } = await stage([DIAL_IN, bot, ANN, { ...MALLORY, userId: ANN.userId }]);
    expect(rowOf(root, '+49 30 512').textContent).toContain('Dial-in');
    expect(rowOf(root, 'Notes').textContent).toMatch(/Bot.*Hand raised/);
    expect(rowOf(root, 'Ann Kim').textContent).toContain('ID shared by 2');
  });

  it('cannot be banned without a user id, and the row says so in the place of a button', async () => {
    const { root, see } = await stage();
    expect(() => named(root, 'button', 'Ban +49 30 512')).toThrow();
    expect(rowOf(root, '+49 30 512').textContent).toContain('No user ID: remove only');
    expect(named(root, 'button', 'Remove +49 30 512').hasAttribute('aria-disabled')).toBe(false);
    expect(root.textContent).not.toContain('Nobody here has a user ID');
    await see({ participants: [{ ...DIAL_IN, userIdUnreadable: true }, ANN] });
    expect(rowOf(root, '+49 30 512').textContent).toContain('User ID cannot be read: remove only');
  });

  it('are told of once where nobody has a user id', async () => {
    const { root, see } = await stage([DIAL_IN]);
    expect(root.querySelector('.section__note')?.textContent).toContain(
      'Nobody here has a user ID',
    );
    expect(rowOf(root, '+49 30 512').textContent).not.toContain('remove only');
    // The card says why.
    await see({ participants: [DIAL_IN], blind: ['identity'] });
    expect(root.querySelector('.section__note')).toBeNull();
  });

  it('have one badge, the gravest, and the rest as words', async () => {
    const twin = {
      ...MALLORY,
      id: 'b2',
      role: 'moderator' as const,
      hand: true as const,
      share: true as const,
    };
    const { root } = await stage([MALLORY, twin]);
    const row = rowOf(root, 'Mallory (b2)');
    expect([...row.querySelectorAll('.badge')].map((one) => one.textContent)).toEqual([
      'ID shared by 2',
    ]);
    expect([...row.querySelectorAll('.row__word')].map((one) => one.textContent)).toEqual([
      'Same name',
      'Sharing a screen',
      'Moderator',
      'Hand raised',
    ]);
  });

  it('have what Jitsi says of their microphone and camera at their circle, and nothing where it says nothing', async () => {
    const { root, see } = await stage([{ ...MALLORY, mic: false, cam: true }, ANN]);
    const said = (name: string) =>
      rowOf(root, name).querySelector('.face')?.getAttribute('aria-label');
    expect([said('Mallory'), said('Ann Kim')]).toEqual(['microphone off, camera on', null]);
    await see({ participants: [{ ...MALLORY, mic: true }, ANN], speaker: 'c1' });
    expect([said('Mallory'), said('Ann Kim')]).toEqual(['microphone on', 'Spoke last']);
  });

  it('have it said once that they share a screen', async () => {
    const { root } = await stage([{ ...MALLORY, mic: true, share: true }]);
    const row = rowOf(root, 'Mallory');
    expect(row.querySelector('.face')?.getAttribute('aria-label')).toBe('microphone on');
    expect(row.querySelector('.badge')?.textContent).toBe('Sharing a screen');
  });

  it('keep the sign of a phone in their circle when they have left', async () => {
    const { root, see } = await stage([DIAL_IN, ANN]);
    const letters = () => rowOf(root, '+49 30 512').querySelector('.avatar')?.outerHTML;
    const before = letters();
    expect(before).toContain('<svg');
    await see({ participants: [ANN] });
    expect(letters()).toBe(before?.replace('"avatar"', '"avatar avatar--faded"'));
  });

  it('are in the order that was remembered, and a chosen one is', async () => {
    const { root, background } = await stage([MALLORY, { ...ANN, role: 'moderator' }], {
      order: 'role',
    });
    const order = named<HTMLSelectElement>(root, 'select', 'Sort participants');
    expect(names(root, 'Participants')).toEqual(['Ann Kim', 'Mallory', 'Host']);
    await act(async () => {
      order.value = 'active';
      order.dispatchEvent(new Event('change', { bubbles: true }));
    });
    expect(background.order).toBe('active');
  });

  it('are the newest first from the thirteenth on, and stay so', async () => {
    const crowd = (count: number) => Array.from({ length: count }, (_, i) => participant(`p${i}`));
    const { root, see } = await stage(crowd(11));
    const order = () => named<HTMLSelectElement>(root, 'select', 'Sort participants').value;
    expect(order()).toBe('name');
    await see({ participants: crowd(12) });
    expect(order()).toBe('joined');
    await see({ participants: crowd(5) });
    expect(order()).toBe('joined');
  });

  it('cannot be banned by an id that is also mine', async () => {
    const { root, sent } = await stage([{ ...MALLORY, userId: ' host ' }]);
    await press(named(root, 'button', 'Ban Mallory'));
    expect(sent('panel.ask')).toEqual([]);
    expect(rowOf(root, 'Mallory').textContent).toContain('also yours');
  });

  it('show the whole user id on demand', async () => {
    const long = participant('b1', {
      name: 'Mallory',
      userId: 'google-oauth2|114025754820379595030',
    });
    const { root } = await stage([long]);
    const id = named(root, 'button', 'User ID google · …0379595030');
    expect(id.getAttribute('aria-expanded')).toBe('false');
    await press(id);
    expect(id.getAttribute('aria-expanded')).toBe('true');
    expect(root.querySelector('.ids')?.textContent).toContain(long.userId);
    expect(root.querySelector('.ids')?.textContent).toContain('b1');
  });

  it('are found by name and id, and the count says how many', async () => {
    const { root, model } = await stage();
    const search = named<HTMLInputElement>(root, 'input', 'Search participants');
    await act(async () => {
      search.value = '1140';
      search.dispatchEvent(new Event('input', { bubbles: true }));
    });
    expect(names(root, 'Participants')).toEqual(['Mallory']);
    expect(root.querySelector('[aria-live]')?.textContent).toBe('1 of 4');
    await act(async () => {
      model.lists.query.value = 'nobody';
    });
    expect(root.textContent).toContain('Nobody here matches “nobody”.');
  });

  it('are all listed in a meeting of 500, and one change draws one row', async () => {
    const many = Array.from({ length: 499 }, (_, i) => participant(`p${i}`));
    const { root, see } = await stage(many);
    for (let frame = 0; frame < 20; frame++) {
      await act(() => new Promise((done) => requestAnimationFrame(() => done())));
    }
    const rows = () => list(root, 'Participants').children;
    expect(rows()).toHaveLength(500);
    const touched = new Set<Element | null>();
    const observer = new MutationObserver((records) => {
      for (const { target } of records) {
        const element = target instanceof Element ? target : target.parentElement;
        touched.add(element?.closest('li') ?? null);
      }
    });
    observer.observe(list(root, 'Participants'), {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    await see({
      participants: many.map((one, i) => (i === 7 ? { ...one, hand: true } : { ...one })),
    });
    await turn();
    expect([...touched].map((row) => row?.getAttribute('aria-label'))).toEqual(['Name p7']);
  });
});

describe('people who are not in the room', () => {
  it('can be banned, and not removed, after they left', async () => {
    const { root, see, sent } = await stage();
    await see({ participants: [ANN] });
    expect(names(root, 'Recently left')).toEqual(['Mallory', '+49 30 512']);
    expect(() => named(root, 'button', 'Remove Mallory')).toThrow();
    await press(named(root, 'button', 'Ban Mallory'));
    expect(sent('panel.ask')).toEqual([
      {
        kind: 'ban',
        targets: [expect.objectContaining({ participantId: null, userId: 'google-oauth2|1140' })],
      },
    ]);
  });

  it('are not taken for people who left when I left myself', async () => {
    const { root, see } = await stage();
    await see({ phase: 'left', me: null, participants: [] });
    expect(root.textContent).not.toContain('Recently left');
    expect(root.textContent).toContain('You left the meeting');
  });

  it('are listed while they wait in the lobby', async () => {
    const { root, see } = await stage();
    await see({ lobby: [{ id: 'l1', name: 'Eve', userId: null }] });
    expect(names(root, 'Waiting in the lobby')).toEqual(['Eve']);
    expect(root.textContent).toContain('1 waiting');
  });
});

describe('what the background is told of the people', () => {
  it('is who they are now, as a look that its schema takes', async () => {
    const { model, see } = await stage();
    await see({ participants: [{ ...MALLORY, name: 'Ann Kim' }, ANN] });
    const look = lookSchema.parse(model.look());
    expect(look.me).toEqual({ participantId: 'me', userId: 'host', name: 'Host' });
    expect(look.participants.map((one) => [one.participantId, one.name, one.namesakes])).toEqual([
      ['b1', 'Ann Kim', 2],
      ['c1', 'Ann Kim', 2],
    ]);
    expect(look.participants[0]?.joinedAt).toBe(START);
  });

  it.each(['x'.repeat(80), 'x'.repeat(2048), 'ünï', 'sip:alice@x'])(
    'F3: has everybody who is here, also by an id that a client chose: %s',
    async (id) => {
      const { model, root, sent } = await stage([
        participant(id, { name: 'Eve', userId: 'auth0|eve' }),
        ANN,
      ]);
      const look = lookSchema.parse(model.look());
      expect(look.participants.map((one) => one.participantId)).toEqual([id, 'c1']);
      await press(named(rowOf(root, 'Eve'), 'button', 'Remove Eve'));
      expect(sent('panel.ask')).toMatchObject([
        { kind: 'remove', targets: [{ participantId: id }] },
      ]);
    },
  );
});

describe('F2: somebody who renames themselves', () => {
  const called = (name: string) => ({ ...MALLORY, name });
  const pointer = (root: HTMLElement, type: string) =>
    act(async () => void root.querySelector('.body')?.dispatchEvent(new Event(type)));

  it('stays where they are while the host points at a row, and so do all', async () => {
    const { root, see } = await stage([ANN, called('Zoe')]);
    expect(names(root, 'Participants')).toEqual(['Ann Kim', 'Zoe', 'Host']);
    await pointer(root, 'pointerenter');
    const bob = participant('e1', { name: 'Aaron' });
    await see({ participants: [ANN, called('Aa'), bob] });
    expect(names(root, 'Participants')).toEqual(['Ann Kim', 'Aa', 'Host', 'Aaron']);
    await pointer(root, 'pointerleave');
    expect(names(root, 'Participants')).toEqual(['Aa', 'Aaron', 'Ann Kim', 'Host']);
  });

  it('stays where they are while the focus is on a row', async () => {
    const { root, see } = await stage([ANN, called('Zoe')]);
    const button = named(rowOf(root, 'Zoe'), 'button', 'Remove Zoe');
    await act(async () => button.focus());
    await see({ participants: [ANN, called('Aa')] });
    expect(names(root, 'Participants')).toEqual(['Ann Kim', 'Aa', 'Host']);
    await act(async () => button.blur());
    expect(names(root, 'Participants')).toEqual(['Aa', 'Ann Kim', 'Host']);
  });

  it('goes where they belong when the host has not moved for ten seconds', async () => {
    const { root, see } = await stage([ANN, called('Zoe')]);
    await pointer(root, 'pointerenter');
    await see({ participants: [ANN, called('Aa')] });
    await act(async () => void vi.advanceTimersByTime(9000));
    await pointer(root, 'pointermove');
    await act(async () => void vi.advanceTimersByTime(9000));
    expect(names(root, 'Participants')).toEqual(['Ann Kim', 'Aa', 'Host']);
    await act(async () => void vi.advanceTimersByTime(1000));
    expect(names(root, 'Participants')).toEqual(['Aa', 'Ann Kim', 'Host']);
  });

  it('goes elsewhere when the host asks for another order', async () => {
    const { root, model, see } = await stage([ANN, called('Zoe')]);
    await pointer(root, 'pointerenter');
    await see({ participants: [ANN, { ...called('Zoe'), role: 'moderator' }] });
    await act(async () => {
      model.lists.order('role');
    });
    expect(names(root, 'Participants')).toEqual(['Zoe', 'Ann Kim', 'Host']);
  });
});

describe('F3: somebody under the participant id of one who has left', () => {
  it('is another row with another name, selected and refused by itself', async () => {
    const { root, model, see } = await stage([MALLORY, ANN]);
    await see({ participants: [ANN] });
    await see({ participants: [ANN, { ...MALLORY, name: 'Trudy', userId: 'auth0|trudy' }] });
    expect(names(root, 'Participants')).toEqual(['Ann Kim', 'Trudy', 'Host']);
    expect(names(root, 'Recently left')).toEqual(['Mallory']);
    await act(async () => {
      model.selection.start();
      model.selection.pick(MALLORY.id, true, false);
    });
    expect(model.selection.chosen.value.map(({ person }) => person.name)).toEqual(['Trudy']);
    await see();
    expect(model.selection.dropped.value).toBe(0);
  });

  it('who was removed before is not seen leaving a second time', async () => {
    const { see, changed, sent } = await stage([MALLORY, ANN]);
    await see({ participants: [ANN] });
    await see({ participants: [ANN, MALLORY] });
    await changed([
      action(MALLORY, {
        kind: 'remove',
        state: 'done',
        stagedAt: START + 1,
        endedAt: START + 2,
        steps: [accepted('kick')],
      }),
    ]);
    expect(sent('panel.saw-leave')).toEqual([]);
  });
});

describe('F1: somebody with the host’s own user id who has left', () => {
  it('cannot be banned, for that would meet the host', async () => {
    const twin = participant('e1', { name: 'Twin', userId: 'host' });
    const { root, see } = await stage([twin, ANN]);
    await see({ participants: [ANN] });
    const row = rowOf(list(root, 'Recently left'), 'Twin');
    expect(named(row, 'button', 'Ban Twin').getAttribute('aria-disabled')).toBe('true');
  });
});

describe('somebody who was banned', () => {
  it('is marked, also under a new participant id, and can only be removed', async () => {
    const { root, see, changed } = await stage();
    await changed([action(MALLORY, { state: 'done', steps: [accepted('ban-user')] })]);
    await see({ participants: [ANN] });
    await see({ participants: [ANN, { ...MALLORY, id: 'b9' }] });
    const row = rowOf(root, 'Mallory');
    expect(row.querySelector('[data-text="Back, banned 14:01"]')).toBeTruthy();
    expect(row.textContent).not.toContain('Came back');
    expect(() => named(row, 'button', 'Ban Mallory')).toThrow();
    expect(named(row, 'button', 'Remove Mallory')).toBeTruthy();
  });
});
