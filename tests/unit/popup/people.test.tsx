import { act } from 'preact/test-utils';
import { describe, expect, it } from 'vitest';
import { inPlace, listedPeople } from '~/components/popup/home/listed';
import { rawRoomSchema } from '~/utils/borders/schemas';
import type { AskedTarget } from '~/utils/journal/action';
import { FRAME, target } from '../actions/samples';
import { FakeBackground, meeting, START } from './fake-port';
import { all, click, get, names, open, pass, type, words } from './page';

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

/** Chooses by one of the ways in the list over the people. */
async function choose(words: string): Promise<void> {
  const list = document.querySelector<HTMLSelectElement>('select[aria-label="Select by…"]');
  const option = [...(list?.options ?? [])].find(
    ({ text, disabled }) => text === words && !disabled,
  );
  if (!list || !option) throw new Error(`${words} cannot be chosen`);
  await act(async () => {
    list.value = option.value;
    list.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

const allBox = () => {
  const box = document.querySelector<HTMLInputElement>('.selectbar input');
  if (!box) throw new Error('There is no box for all');
  return box;
};

/** Whose boxes are ticked. */
const ticked = () =>
  all('checkbox').flatMap(({ element, name }) =>
    name !== '' && (element as HTMLInputElement).checked ? name : [],
  );

describe('many people of the list in the popup', () => {
  const came = { joinedAt: START - 60_000, seenComing: true } as const;
  const CROWD = [
    target({ ...person('p1', 'Raider 1'), ...came }),
    target({ ...person('p2', 'Raider 2', null), ...came }),
    target({ ...person('p3', 'Ann'), ...came, role: 'moderator' }),
    person('p4', 'Zoe'),
    person('p5', 'My phone', ME.userId),
  ];

  it('are chosen as in the panel, and asked about with the reason of each', async () => {
    const background = await opened(CROWD);
    await click(get('button', 'Select'));
    expect(names('button')).not.toContain('Ban Zoe');
    expect(names('checkbox')).not.toContain('Select Host');
    await choose('Joined in the last 5 minutes');
    expect(ticked()).toEqual(['Select Raider 1', 'Select Raider 2']);
    await click(get('checkbox', 'Select Zoe'));
    expect(names('status').join()).toContain('3 selected');
    expect(names('status').join()).toContain('1 of them has no user ID and will only be removed.');
    await click(get('button', 'Ban 3 people'));
    const [staged] = background.sentOf('request.stage') as { asked: { targets: AskedTarget[] } }[];
    expect(staged).toMatchObject({ kind: 'people', frame: FRAME, asked: { kind: 'ban' } });
    expect(staged?.asked.targets.map(({ name, chosenBy }) => [name, chosenBy])).toEqual([
      ['Raider 1', 'joined5'],
      ['Raider 2', 'joined5'],
      ['Zoe', undefined],
    ]);
  });

  it('are never the host by a ban, and a removal still takes the host’s other device', async () => {
    const background = await opened(CROWD);
    await click(get('button', 'Select'));
    await click(get('checkbox', 'Select My phone'));
    expect(names('button').filter((name) => /^Ban \d/.test(name))).toEqual([]);
    expect(names('status').join()).toContain('1 of them has your own user ID');
    await click(get('button', 'Remove 1 person'));
    expect(background.sentOf('request.stage')).toMatchObject([
      { asked: { kind: 'remove', targets: [{ name: 'My phone' }] } },
    ]);
  });

  it('go by the search where the box for all is used, and by who was ticked last', async () => {
    await opened(CROWD);
    await click(get('button', 'Select'));
    await type(get('textbox', 'Search participants'), 'raider');
    await click(allBox());
    expect(names('status').join()).toContain('2 selected');
    await click(allBox());
    await click(get('checkbox', 'Select Raider 2'));
    await choose('Name like “Raider 2”');
    expect(ticked()).toEqual(['Select Raider 1', 'Select Raider 2']);
    expect(allBox().checked).toBe(true);
  });

  it('are no longer chosen once they have left, also when they come again; to end choosing forgets all', async () => {
    const background = await opened(CROWD);
    const show = async (people: typeof CROWD) => {
      background.replies['meeting.people'] = () => ({ ok: true, me: ME, people });
      await pass(2000);
    };
    await click(get('button', 'Select'));
    await choose('Everyone except moderators');
    expect(ticked()).toHaveLength(4);
    await show(CROWD.slice(1));
    await show(CROWD);
    expect(ticked()).not.toContain('Select Raider 1');
    await click(get('button', 'Select'));
    await click(get('button', 'Select'));
    expect(ticked()).toEqual([]);
  });
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
