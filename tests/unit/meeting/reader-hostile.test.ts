import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { parseSnapshot } from '~/utils/meeting/parse-snapshot';
import { capturePage } from '~/utils/meeting/reader/reader';
import { receiveSnapshots } from '~/utils/meeting/receive';
import { HOST_TAG, SNAPSHOT_EVENT } from '~/utils/meeting/snapshot';
import { FakeConference, FakeJitsi } from './fake-jitsi';

const boom = (): never => {
  throw new Error('trap');
};

/** Only text keys are traps: fast-check itself looks for symbols. */
const spring = (_: unknown, key: string | symbol): undefined =>
  typeof key === 'symbol' ? undefined : boom();

/** An object of which every use throws. */
const trap: unknown = new Proxy(function trapped() {}, {
  get: spring,
  has: (_, key) => typeof key === 'string' && boom(),
  apply: boom,
  ownKeys: boom,
  getOwnPropertyDescriptor: (_, key) => spring(_, key),
});

const cyclic: Record<string, unknown> = {};
cyclic.self = cyclic;
cyclic.user = cyclic;
cyclic.id = cyclic;

/** Whatever a page may hold where the reader looks. */
const weird = fc.oneof(
  fc.constantFrom<unknown>(
    trap,
    cyclic,
    boom,
    () => trap,
    () => cyclic,
    () => boom(),
    Symbol('s'),
    10n,
    Number.NaN,
    new Map([[1, trap]]),
    [trap, cyclic, null],
    { length: 1e9 },
    Object.create(null),
    { valueOf: boom, toString: boom, [Symbol.toPrimitive]: boom },
  ),
  fc.anything(),
  fc.string({ unit: 'binary', maxLength: 700 }),
  fc.func(fc.anything()),
);

const participant = fc.record(
  {
    getId: fc.oneof(
      weird,
      fc.string().map((id) => () => id),
    ),
    getDisplayName: weird,
    getRole: weird,
    getJid: weird,
    getBotType: weird,
    getProperty: weird,
    isHidden: weird,
    getIdentity: weird,
    _identity: weird,
  },
  { requiredKeys: [] },
);

const people = fc.oneof(weird, fc.array(fc.oneof(participant, weird), { maxLength: 8 }));

describe('against a hostile or changed page', () => {
  it('nothing ever throws into Jitsi, and what is published is always a snapshot', () => {
    fc.assert(
      fc.property(
        people,
        fc.record(
          {
            room: weird,
            on: weird,
            off: weird,
            myUserId: weird,
            getRole: weird,
            getBreakoutRooms: weird,
            isJoined: weird,
          },
          { requiredKeys: [] },
        ),
        fc.dictionary(
          fc.constantFrom(
            'features/base/participants',
            'features/base/jwt',
            'features/base/connection',
            'features/lobby',
            'features/visitors',
            'features/breakout-rooms',
            'features/base/conference',
          ),
          fc.oneof(
            weird,
            fc.record({ remote: people, knockingParticipants: people, rooms: weird }),
          ),
        ),
        fc.boolean(),
        (list, members, slices, wellJoined) => {
          const { jitsi } = FakeJitsi.joined([{ id: 'b1' }]);
          const conference = Object.assign(new FakeConference(), members);
          conference.getParticipants = () => list as object[];
          jitsi.state = { ...jitsi.state, ...(slices as FakeJitsi['state']) };
          jitsi.setAppRoom(conference);
          if (wellJoined) jitsi.state['features/base/conference'] = { room: 'r', conference };
          jitsi.dispatch();
          jitsi.clock.pass(30_000);
          FakeConference.prototype.emit.call(conference, 'userJoined', trap);
          jitsi.clock.pass(200);
          for (const text of jitsi.published) expect(parseSnapshot(text)).not.toBeNull();
          // The store and the publisher are alive in all of this, so silence would be a failure.
          expect(jitsi.published.length).toBeGreaterThan(3);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each<[string, unknown]>([
    ['APP', trap],
    ['the store', { store: trap, conference: trap }],
    ['the state', { store: { getState: () => trap, subscribe: () => trap } }],
    ['getState', { store: { getState: boom, subscribe: boom } }],
    ['the conference', { conference: { _room: trap } }],
  ])('%s may throw at every touch', (_what, app) => {
    const jitsi = new FakeJitsi();
    jitsi.loaded = true;
    jitsi.root.APP = app;
    jitsi.read();
    jitsi.clock.pass(30_000);
    for (const text of jitsi.published) expect(parseSnapshot(text)).not.toBeNull();
    expect(jitsi.published.length).toBeGreaterThan(0);
  });

  it('one person who cannot be read does not hide the others', () => {
    const { jitsi, conference } = FakeJitsi.joined([{ id: 'b1', name: 'Ann' }]);
    conference.people = [trap as object, cyclic, ...conference.people];
    conference.emit('userJoined');
    jitsi.clock.pass(200);
    expect(jitsi.last).toMatchObject({ more: 2, participants: [{ id: 'b1', name: 'Ann' }] });
  });
});

describe('the page is captured at document start', () => {
  const { CustomEvent, JSON: json } = globalThis;
  const { dispatchEvent } = EventTarget.prototype;
  afterEach(() => {
    Object.assign(globalThis, { CustomEvent, JSON: json });
    EventTarget.prototype.dispatchEvent = dispatchEvent;
    Reflect.deleteProperty(Array.prototype, 'toJSON');
  });

  it('so replacing JSON, CustomEvent and dispatchEvent afterwards changes nothing', async () => {
    const page = capturePage(window as never);
    const heard: unknown[] = [];
    const listener = (event: Event) => heard.push((event as CustomEvent).detail);
    document.addEventListener(SNAPSHOT_EVENT, listener);
    Object.assign(window, { CustomEvent: boom, JSON: { stringify: boom } });
    Object.assign(globalThis, { CustomEvent: boom, JSON: { stringify: boom } });
    EventTarget.prototype.dispatchEvent = boom;
    page.publish(page.stringify({ a: [1] }));
    await Promise.resolve();
    document.removeEventListener(SNAPSHOT_EVENT, listener);
    expect(heard).toEqual(['{"a":[1]}']);
  });

  it('so a listener of the page finds nothing of the reader on its stack', async () => {
    const stacks: string[] = [];
    const listener = () => stacks.push(new Error('here').stack ?? '');
    document.addEventListener(SNAPSHOT_EVENT, listener);
    const page = capturePage(window as never);
    page.publish('{}');
    // It comes when the reader's own work is done.
    expect(stacks).toEqual([]);
    await Promise.resolve();
    document.removeEventListener(SNAPSHOT_EVENT, listener);
    expect(stacks).toHaveLength(1);
    expect(stacks[0]).not.toMatch(/meeting\/reader\//);
  });

  describe('what a panel has left behind', () => {
    const left = () => document.querySelector(HOST_TAG);
    const said = async () => {
      document.documentElement.append(document.createElement(HOST_TAG));
      capturePage(window as never).publish('{}');
      await Promise.resolve();
    };
    afterEach(() => left()?.remove());

    it('is taken away where no panel hears the reader any more', async () => {
      await said();
      expect(left()).toBeNull();
    });

    it('stays where one does', async () => {
      const end = new AbortController();
      receiveSnapshots(document, () => undefined, { signal: end.signal, now: () => 0 });
      await said();
      expect(left()).not.toBeNull();
      end.abort();
    });

    it('stays where the page does not let itself be asked, and nothing is thrown into it', async () => {
      const asked = vi.spyOn(document, 'querySelector').mockImplementation(boom);
      await said();
      expect(asked).toHaveBeenCalledWith(HOST_TAG);
      asked.mockRestore();
      expect(left()).not.toBeNull();
    });
  });

  it('and what the page publishes in its place throws nothing into it', () => {
    const page = capturePage(window as never);
    const heard = vi.fn(boom);
    const deafen = page.listen(heard);
    const say = () => document.dispatchEvent(new CustomEvent(SNAPSHOT_EVENT, { detail: 'x' }));
    expect(say).not.toThrow();
    expect(heard).toHaveBeenCalledWith('x');
    deafen();
    say();
    expect(heard).toHaveBeenCalledOnce();
  });
});
