import { options, render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, vi } from 'vitest';
import { keepFocus } from '~/components/panel/host/focus';
import { NOTHING_AROUND, type Position } from '~/components/panel/host/position';
import type { Ask } from '~/components/panel/model/background-link';
import { createPanelModel, type PanelModel } from '~/components/panel/model/model';
import { Panel } from '~/components/panel/view/Panel';
import type { SortBy } from '~/utils/meeting/orders';
import type { Participant, Snapshot } from '~/utils/meeting/snapshot';
import type { MessageType, RequestOf } from '~/utils/messages/protocol';
import type {
  ActionView,
  KnownBan,
  KnownMark,
  PanelState,
  StoredLeave,
} from '~/utils/messages/protocol-panel';
import { FakeClock } from '../meeting/fake-clock';
import { participant, snapshot } from '../meeting/snapshots';
import { turn } from '../until';

/** 14:01 by the clock of whoever runs the tests. */
export const START = new Date(2026, 10, 23, 14, 1).getTime();

export const MALLORY = participant('b1', { name: 'Mallory', userId: 'google-oauth2|1140' });
export const ANN = participant('c1', { name: 'Ann Kim', userId: 'auth0|ann' });
export const DIAL_IN = participant('d1', { name: '+49 30 512', userId: null, kind: 'dial-in' });

export const READY: PanelState = {
  key: { state: 'ready' },
  actions: [],
  batch: null,
};

type Step = ActionView['steps'][number];

/** A request about many as the background tells of it, at its beginning. */
export const NOTHING_DONE = {
  kind: 'ban',
  done: 0,
  accepted: 0,
  failed: 0,
  unknown: 0,
  notSent: 0,
  left: 0,
  running: true,
} as const;

export function accepted(operation: Step['operation'], endedAt = START): Step {
  const outcome = { result: 'accepted', code: 'accepted', base: 'classic', sent: true } as const;
  return { operation, state: 'accepted', endedAt, outcome };
}

/** A request about somebody, waiting for its confirmation unless said otherwise. */
export function action(
  person: Participant | null,
  change: Partial<Omit<ActionView, 'target'>> = {},
): ActionView {
  return {
    id: '0b8f5c1e-7a52-4f37-9d0e-3b7ad4c0e111',
    kind: person ? 'ban' : 'end-meeting',
    state: 'pending',
    target: person && {
      participantId: person.id,
      userId: person.userId,
      name: person.name,
      role: person.role,
      sharedBy: 1,
      namesakes: 1,
      joinedAt: START,
    },
    stagedAt: START,
    expiresAt: START + 60_000,
    endedAt: null,
    leftAt: null,
    request: change.id ?? '0b8f5c1e-7a52-4f37-9d0e-3b7ad4c0e111',
    steps: [],
    ...change,
  };
}

/** The background, as far as the panel knows it: what it was told, and what it answers. */
export interface Background {
  state: PanelState;
  answer: { ok: true; id: string } | { ok: false; code: 'journal-failed' | 'locked' };
  /** All that the journal knows of bans in this AppID, and who is kept as having left. */
  bans: KnownBan[];
  /** All that imported lists say. */
  marks: KnownMark[];
  leaves: StoredLeave[];
  /** The extension was updated: every call of the browser's API throws. */
  /** It has been asked about too many people. */
  bansRefused: boolean;
  dead: boolean;
  readonly told: [MessageType, unknown][];
  readonly saved: Position[];
  /** The order of the people that is remembered on this device. */
  order: SortBy | null;
}

export interface Stage {
  readonly model: PanelModel;
  readonly background: Background;
  readonly clock: FakeClock;
  readonly root: HTMLElement;
  /** A snapshot arrives. */
  see(change?: Partial<Snapshot>): Promise<void>;
  /** The background says that something changed. */
  changed(actions: ActionView[], batch?: PanelState['batch']): Promise<void>;
  sent(type: MessageType): unknown[];
}

let drawn: HTMLElement | null = null;
let end = new AbortController();

// Effects of what is drawn outside of `act` wait for no frame and no timer.
options.requestAnimationFrame = (run) => void turn().then(run);

// What is drawn has timers and looks at clocks, too: they stand still until a test moves them.
beforeEach(() => {
  vi.useFakeTimers({
    now: START,
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  });
});

afterEach(() => {
  if (drawn) render(null, drawn);
  drawn?.remove();
  end.abort();
  drawn = null;
  vi.useRealTimers();
});

/** The panel, open and drawn into the document, with people in the room. */
export async function stage(
  participants: Participant[] | null = [MALLORY, ANN, DIAL_IN],
  before: Partial<Background> = {},
): Promise<Stage> {
  const clock = new FakeClock();
  clock.time = START;
  const background: Background = {
    state: READY,
    answer: { ok: true, id: action(null).id },
    bans: [],
    marks: [],
    leaves: [],
    bansRefused: false,
    dead: false,
    told: [],
    saved: [],
    order: null,
    ...before,
  };
  const ask = async (type: MessageType, payload: unknown): Promise<unknown> => {
    if (background.dead) throw new Error('Extension context invalidated.');
    background.told.push([type, payload]);
    if (type === 'panel.report' || type === 'panel.state') return background.state;
    if (type === 'panel.leaves') return { leaves: background.leaves };
    if (type === 'panel.bans') {
      const { userIds } = payload as RequestOf<'panel.bans'>;
      if (background.bansRefused) return { ok: false, code: 'too-many' };
      const asked = ({ userId }: { userId: string }) => userIds.includes(userId);
      const marks = background.marks.filter(asked);
      const bans = background.bans.filter(asked);
      return { ok: true, bans, ...(marks.length > 0 && { marks }) };
    }
    return type === 'panel.ask' ? background.answer : {};
  };
  const model = createPanelModel({
    ask: ask as Ask,
    now: clock.now,
    later: clock.later,
    alive: () => !background.dead,
    positions: {
      load: async () => null,
      save: async (place) => void background.saved.push(place),
    },
    orders: {
      load: async () => background.order,
      save: async (order) => {
        background.order = order;
      },
    },
  });
  model.card.around.value = { ...NOTHING_AROUND, width: 1280, height: 720 };
  const root = document.body.appendChild(document.createElement('div'));
  drawn = root;
  end = new AbortController();
  const focus = keepFocus(window, { element: root, root }, end.signal);
  const onGone = () => root.remove();

  const see = (change: Partial<Snapshot> = {}) =>
    act(async () => {
      const seq = (model.meeting.snapshot.value?.seq ?? 0) + 1;
      model.see(snapshot({ participants: participants ?? [], seq, ...change }));
    });
  const room = { title: 'Weekly Forum', exact: 'weekly-forum' };
  const farewell = {
    updated: { title: 'Gavel was updated', text: 'Reload this page.' },
    broken: { title: 'Gavel stopped', text: 'Reload this page.' },
    close: 'Close Gavel',
  };
  if (participants !== null) await see();
  model.card.put({ ...model.card.position.value, open: true });
  background.saved.length = 0;
  await act(async () => render(<Panel {...{ model, room, focus, farewell, onGone }} />, root));
  return {
    model,
    background,
    clock,
    root,
    see,
    changed: (actions, batch = null) =>
      act(async () => {
        // As it arrives: nothing is the object that it was before.
        background.state = structuredClone({ ...background.state, actions, batch });
        await model.background.refresh();
      }),
    sent: (type) => background.told.filter(([one]) => one === type).map(([, what]) => what),
  };
}

/** An element by role-bearing tag and accessible name, as a host finds it. */
export function named<T extends HTMLElement = HTMLElement>(
  root: ParentNode,
  tag: string,
  name: string,
): T {
  const found = [...root.querySelectorAll<T>(tag)].find((one) => nameOf(one) === name);
  if (!found) throw new Error(`No ${tag} called “${name}”`);
  return found;
}

function nameOf(element: Element): string {
  const by = element.getAttribute('aria-labelledby');
  const label = element.getAttribute('aria-label');
  if (by !== null) return document.getElementById(by)?.textContent ?? '';
  const drawn = element.querySelector<HTMLElement>('.private')?.dataset.text;
  return label ?? drawn ?? element.textContent ?? '';
}

export function rowOf(root: ParentNode, name: string): HTMLElement {
  return named(root, 'li', name);
}

export async function press(element: HTMLElement): Promise<void> {
  await act(async () => {
    element.click();
    // Asking, its answer and the state after it follow one another, by promises alone.
    await turn();
  });
}
