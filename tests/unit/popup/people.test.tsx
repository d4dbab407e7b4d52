import { describe, expect, it } from 'vitest';
import { inPlace, listedPeople } from '~/components/popup/home/listed';
import { rawRoomSchema } from '~/utils/borders/schemas';
import { FRAME, target } from '../actions/samples';
import { FakeBackground, meeting } from './fake-port';
import { click, get, names, open, pass, type, words } from './page';

const ME = { participantId: 'aaaa0001', userId: 'auth0|host', name: 'Host' };

function person(id: string, name: string | null, userId: string | null = `auth0|${id}`) {
  return target({ participantId: id, name, userId, namesakes: 1 });
}

const PEOPLE = [
  person('p0000003', 'Zoe'),
  person('p0000001', 'Ann'),
  person('p0000004', '+49 30 1234567', null),
  person('p0000002', null),
];

/** The popup with the list of people open. */
async function opened(people = PEOPLE, me: typeof ME | null = ME) {
  const background = new FakeBackground({ meetings: [meeting()], inThisTab: 1 });
  background.replies['meeting.people'] = () => ({ ok: true, me, people });
  await open(background);
  await click(get('button', 'People (83)'));
  return background;
}

const rows = () =>
  [...document.querySelectorAll('.here > li')].map((row) => row.getAttribute('aria-label'));

describe('who is in the meeting, in the popup', () => {
  it('is listed as the page shows it, and says so; the search has the focus', async () => {
    await opened();
    expect(rows()).toEqual(['+49 30 1234567', 'Ann', 'Zoe', 'auth0|p0000002', 'Host']);
    expect(words()).toContain("As the meeting's page shows it.");
    expect(document.activeElement).toBe(get('textbox', 'Search participants'));
    await type(get('textbox', 'Search participants'), 'auth0|p0000001');
    expect(rows()).toEqual(['Ann']);
  });

  it('has no button for the host, and no ban for whom none can name', async () => {
    await opened();
    expect(names('button')).toEqual(expect.arrayContaining(['Ban Ann', 'Remove +49 30 1234567']));
    expect(names('button')).not.toContain('Ban +49 30 1234567');
    expect(names('button').filter((name) => name.endsWith('Host'))).toEqual([]);
    expect(words()).toContain('No user ID to ban');
  });

  it('is asked about by the click and by nothing that the page says', async () => {
    const background = await opened();
    expect(background.sentOf('request.stage')).toEqual([]);
    await click(get('button', 'Ban Ann'));
    expect(background.sentOf('request.stage')).toEqual([
      {
        kind: 'people',
        frame: FRAME,
        meeting: meeting().meeting,
        asked: { kind: 'ban', targets: [PEOPLE[1]] },
      },
    ]);
    expect(names('heading').join()).toMatch(/^Ban .*\?$/);
    await click(get('button', 'Cancel'));
    expect(rows()).toContain('Ann');
  });

  it('is asked for again while it is on the screen', async () => {
    const background = await opened();
    background.replies['meeting.people'] = () => ({
      ok: true,
      me: ME,
      people: [person('p0000009', 'Bob')],
    });
    await pass(2000);
    expect(rows()).toEqual(['Bob', 'Host']);
  });

  it('stays that of the meeting it was opened for when the tab goes on to another one', async () => {
    const background = await opened();
    const other = { ...meeting().meeting, room: rawRoomSchema.parse('other-room') };
    background.change({ meetings: [meeting({ meeting: other, title: 'other-room' })] });
    await pass(2000);
    const asked = background.sentOf('meeting.people');
    expect(asked.at(-1)).toEqual({ frame: FRAME, meeting: meeting().meeting });
    expect(names('heading')).toEqual(['Weekly Forum']);
    await click(get('button', 'Ban Ann'));
    expect(background.sentOf('request.stage')).toMatchObject([{ meeting: meeting().meeting }]);
  });

  it.each([
    ['gone', 'not there any more'],
    ['no-answer', 'does not answer'],
    ['not-in', 'not in the meeting now'],
  ] as const)(
    'that cannot be told (%s) is said, with the user ID as the way out',
    async (why, said) => {
      const background = await opened();
      background.replies['meeting.people'] = () => ({ ok: false, why });
      await pass(2000);
      expect(words()).toContain(said);
      await click(get('button', 'Ban by user ID…'));
      expect(names('heading')).toEqual(['Ban by user ID']);
    },
  );
});

describe('the panel', () => {
  it('is opened by the background, and the popup closes', async () => {
    const background = new FakeBackground({ meetings: [meeting()], inThisTab: 1 });
    background.replies['meeting.open-panel'] = () => ({ opened: true });
    await open(background);
    await click(get('button', 'Open the panel'));
    expect(background.sentOf('meeting.open-panel')).toEqual([
      { frame: FRAME, meeting: meeting().meeting },
    ]);
    expect(background.port.leave).toHaveBeenCalledOnce();
  });

  it('that is gone is said to be gone', async () => {
    const background = new FakeBackground({ meetings: [meeting()], inThisTab: 1 });
    background.replies['meeting.open-panel'] = () => ({ opened: false });
    await open(background);
    await click(get('button', 'Open the panel'));
    expect(names('alert').join()).toMatch(/no longer open/);
    expect(background.port.leave).not.toHaveBeenCalled();
  });

  it('is not offered where the page takes it away', async () => {
    const removed = meeting({ visibility: 'removed' });
    await open(new FakeBackground({ meetings: [removed], inThisTab: 1 }));
    expect(names('button')).toContain('People (83)');
    expect(names('button')).not.toContain('Open the panel');
  });
});

describe('a list that a page has made up', () => {
  it('names nobody twice, and the host never as somebody else', () => {
    const people = [
      person('p1', 'Ann'),
      person('p1', 'Mallory'),
      person(ME.participantId, 'Host 2'),
    ];
    const listed = listedPeople({ ok: true, me: ME, people });
    expect(listed.map(({ name, target: it }) => [name, it !== null])).toEqual([
      ['Mallory', true],
      ['Host', false],
    ]);
  });

  it('tells apart who goes by one name', () => {
    const people = [person('p1', 'Ann', 'u|1'), person('p2', 'Ann', 'u|2')];
    const listed = listedPeople({ ok: true, me: null, people });
    expect(listed.map(({ label }) => label.full)).toEqual(['Ann (u|1)', 'Ann (u|2)']);
  });

  it('cannot have a ban of the host’s own user ID asked for', () => {
    const people = [person('p1', 'Ann', ` ${ME.userId}`)];
    expect(listedPeople({ ok: true, me: ME, people })[0]?.ban).toBe('yours');
  });
});

describe('rows', () => {
  it('stay where they are while one has the focus, also when the pointer leaves the list', async () => {
    const background = await opened([person('p1', 'Bob'), person('p2', 'Zoe')], null);
    const list = document.querySelector('.here')?.parentElement;
    get('button', 'Ban Zoe').focus();
    list?.dispatchEvent(new PointerEvent('pointerenter'));
    list?.dispatchEvent(new PointerEvent('pointerleave'));
    const people = [person('p1', 'Bob'), person('p2', 'Zoe'), person('p3', 'Ann')];
    background.replies['meeting.people'] = () => ({ ok: true, me: null, people });
    await pass(2000);
    expect(rows()).toEqual(['Bob', 'Zoe', 'Ann']);
    get('button', 'Ban Zoe').blur();
    background.replies['meeting.people'] = () => ({ ok: true, me: ME, people });
    await pass(2000);
    expect(rows()).toEqual(['Ann', 'Bob', 'Zoe', 'Host']);
  });

  it('stay where they are while the host points at one', () => {
    const of = (...names: string[]) =>
      listedPeople({ ok: true, me: null, people: names.map((name) => person(name, name)) });
    const before = of('Bob', 'Zoe');
    expect(inPlace(before, of('Ann', 'Bob', 'Zoe')).map(({ name }) => name)).toEqual([
      'Bob',
      'Zoe',
      'Ann',
    ]);
    expect(inPlace(before, of('Ann', 'Zoe')).map(({ name }) => name)).toEqual(['Zoe', 'Ann']);
  });
});
