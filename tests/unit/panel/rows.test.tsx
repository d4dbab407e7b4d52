import { describe, expect, it } from 'vitest';
import type { Elsewhere, Participant } from '~/utils/meeting/snapshot';
import { participant } from '../meeting/snapshots';
import { ANN, MALLORY, named, press, rowOf, stage } from './fixture';

const names = (root: HTMLElement, list: string) =>
  [...named(root, 'ul', list).children].map((row) => row.getAttribute('aria-label'));

describe('F26: a room that hides names', () => {
  const nameless = (id: string, more: Partial<Participant> = {}) =>
    participant(id, { name: null, ...more });

  it('has rows led by ids, told apart, and nothing that sounds broken', async () => {
    const { root } = await stage([
      nameless('8f3a01bc', { userId: 'auth0|5f7c1234' }),
      nameless('8f3a01bd', { userId: 'guest' }),
      nameless('8f3a01be', { userId: 'guest' }),
      nameless('8f3a01bf', { userId: null }),
    ]);
    expect(names(root, 'Participants')).toEqual([
      '8f3a01bf',
      'auth0|5f7c1234',
      'guest (8f3a01bd)',
      'guest (8f3a01be)',
      'Host',
    ]);
    expect(rowOf(root, 'auth0|5f7c1234').textContent).toMatch(
      /^auth0\|5f7c1234Participant 8f3a01bcRemoveBan$/,
    );
    expect(rowOf(root, '8f3a01bf').textContent).toMatch(/^8f3a01bfNo user ID/);
    expect(named(root, 'button', 'Ban guest (8f3a01bd)')).toBeTruthy();
    expect(named(root, 'button', 'Remove 8f3a01bf')).toBeTruthy();
    expect(root.textContent).not.toMatch(/No name|Same name|cannot/);
  });

  it('asks about one of them by ids, as of somebody whose name nobody shares', async () => {
    const { root, sent } = await stage([
      nameless('8f3a01bd', { userId: 'guest' }),
      nameless('8f3a01be', { userId: 'guest' }),
    ]);
    await press(named(root, 'button', 'Ban guest (8f3a01be)'));
    expect(sent('panel.ask')).toMatchObject([
      { targets: [{ participantId: '8f3a01be', userId: 'guest', name: null, namesakes: 1 }] },
    ]);
  });

  it('shows both ids whole when the one at the head of the row is pressed', async () => {
    const { root } = await stage([
      nameless('8f3a01bc', { userId: 'auth0|5f7c1234' }),
      nameless('sip:alice@example.com', { userId: null }),
    ]);
    const lead = named(root, 'button', 'User ID auth0|5f7c1234');
    expect(lead.getAttribute('aria-expanded')).toBe('false');
    await press(lead);
    expect(lead.getAttribute('aria-expanded')).toBe('true');
    expect(rowOf(root, 'auth0|5f7c1234').textContent).toContain(
      'User IDauth0|5f7c1234Participant8f3a01bc',
    );
    await press(named(root, 'button', 'Participant example.com · sip:alice'));
    expect(rowOf(root, 'example.com · sip:alice').textContent).toContain(
      'Participantsip:alice@example.com',
    );
  });

  it('has the name when somebody gets one', async () => {
    const { root, see } = await stage([nameless('b1', { userId: 'mallory' })]);
    await see({ participants: [participant('b1', { name: 'mallory', userId: 'mallory' })] });
    const row = rowOf(root, 'mallory');
    expect(row.querySelector('.row__name button')).toBeNull();
    expect(row.querySelector('.row__id')?.textContent).toBe('mallory');
  });
});

describe('F3: a participant id that the client chose', () => {
  it('is drawn with every character of it', async () => {
    const id = 'a\u202Eb\u200Bאב-12 ';
    const { root } = await stage([participant(id, { name: null, userId: null })]);
    const [row] = named(root, 'ul', 'Participants').children;
    expect(row?.textContent).toContain('a⟨U+202E⟩b⟨U+200B⟩');
    expect(row?.textContent).not.toMatch(/\u200B/);
    await press(row?.querySelector('button') as HTMLElement);
    const whole = row?.querySelector('.ids bdi');
    expect(whole?.textContent).toBe('a⟨U+202E⟩b⟨U+200B⟩אב-12⟨U+0020⟩');
    expect(whole?.className).toBe('exact');
  });
});

describe('F5: the name that the token vouches for', () => {
  const weber = { ...MALLORY, name: 'Dr. Weber (Host)', tokenName: 'Mallory' };

  it('stands under the name in use, and is found by searching', async () => {
    const { root, model } = await stage([weber, ANN]);
    const row = rowOf(root, 'Dr. Weber (Host)');
    expect(row.querySelector('.row__token')?.textContent).toBe('Token: Mallory');
    expect(rowOf(root, 'Ann Kim').textContent).not.toContain('Token');
    model.lists.query.value = 'mallory';
    await Promise.resolve();
    expect(names(root, 'Participants')).toEqual(['Dr. Weber (Host)']);
  });

  it('cannot deceive, and is in a direction of its own', async () => {
    const { root } = await stage([{ ...weber, tokenName: 'Mal\u202Elory' }]);
    const vouched = rowOf(root, 'Dr. Weber (Host)').querySelector('.row__token bdi');
    expect(vouched?.textContent).toBe('Mal⟨U+202E⟩lory');
  });

  it('stands there for who has no other, for me, and for who waits in the lobby', async () => {
    const { root, see } = await stage([{ ...weber, name: null }]);
    await see({
      me: { id: 'me', name: 'Chair', tokenName: 'Hanna', userId: 'host', role: 'moderator' },
      lobby: [{ id: 'k1', name: 'Kim', tokenName: 'Mallory', userId: 'k' }],
    });
    expect(rowOf(root, 'google-oauth2|1140').textContent).toContain('Token: Mallory');
    expect(rowOf(root, 'Chair').textContent).toContain('Token: Hanna');
    expect(rowOf(root, 'Kim').textContent).toContain('Token: Mallory');
  });
});

describe('F6: people in other rooms of the meeting', () => {
  const other = (id: string, more: Partial<Elsewhere> = {}): Elsewhere => ({
    id,
    name: `Name ${id}`,
    userId: null,
    role: 'participant',
    room: 'Workshop',
    ...more,
  });
  const rows = (root: HTMLElement, list: string) =>
    [...named(root, 'ul', list).children].map((row) => row.textContent);

  it('are listed room by room, with what is known of them', async () => {
    const { root, see } = await stage([MALLORY]);
    await see({
      participants: [MALLORY],
      elsewhere: 5,
      others: [
        other('c1', { role: 'moderator', userId: 'auth0|ann' }),
        other('c2', { room: 'the main room' }),
        other('c3', { room: null, main: true }),
        other('c4', { room: null, name: null }),
        other('c5'),
      ],
    });
    expect(rows(root, 'In “Workshop”')).toEqual([
      'Name c1Moderatorauth0|annBan',
      'Name c5Participant c5',
    ]);
    expect(rows(root, 'In “the main room”')).toEqual(['Name c2Participant c2']);
    expect(rows(root, 'In the main room')).toEqual(['Name c3Participant c3']);
    expect(rows(root, 'In another room')).toEqual(['c4Participant c4']);
    expect(root.textContent).toContain('5 in other rooms');
    expect(names(root, 'Participants')).toEqual(['Mallory', 'Host']);
  });

  it('can be banned where their user ID is known, also from when they were here', async () => {
    const { root, see, sent } = await stage([MALLORY, ANN]);
    await see({ participants: [ANN], elsewhere: 1, others: [other('b1', { name: 'Mallory' })] });
    expect(root.textContent).not.toContain('Recently left');
    await press(named(named(root, 'ul', 'In “Workshop”'), 'button', 'Ban Mallory'));
    expect(sent('panel.ask')).toMatchObject([
      {
        kind: 'ban',
        targets: [{ participantId: null, userId: MALLORY.userId, elsewhere: { room: 'Workshop' } }],
      },
    ]);
    await see({ participants: [ANN, MALLORY] });
    expect(root.textContent).not.toContain('Came back');
    await see({ participants: [ANN] });
    expect(names(root, 'Recently left')).toEqual(['Mallory']);
  });

  it('may be one of those who left this room, where nothing tells', async () => {
    const { root, see } = await stage([MALLORY, ANN]);
    await see({ participants: [ANN] });
    expect(rowOf(named(root, 'ul', 'Recently left'), 'Mallory').textContent).toContain('left at');
    await see({ participants: [ANN], elsewhere: 1, others: [other('x', { name: 'Mallory' })] });
    const row = rowOf(named(root, 'ul', 'Recently left'), 'Mallory (google-oauth2|1140)');
    expect(row.textContent).toContain('left this room at');
  });

  it('are found by searching, and are gone when nobody is there', async () => {
    const { root, see, model } = await stage([MALLORY]);
    await see({ elsewhere: 2, others: [other('c1'), other('c2', { room: 'Quiet' })] });
    model.lists.query.value = 'name c2';
    await Promise.resolve();
    expect(rows(root, 'In “Quiet”')).toEqual(['Name c2Participant c2']);
    expect(root.textContent).not.toContain('Workshop');
    expect(root.textContent).not.toContain('Nobody here matches');
    model.lists.query.value = '';
    await see();
    expect(root.textContent).not.toContain('Quiet');
  });

  it('cannot deceive by the name of a room or their own', async () => {
    const { root, see } = await stage([MALLORY]);
    await see({ elsewhere: 1, others: [other('c1', { room: 'A\u202EB', name: 'x\u200By' })] });
    expect(root.textContent).toContain('A⟨U+202E⟩B');
    expect(root.textContent).toContain('x⟨U+200B⟩y');
  });
});
