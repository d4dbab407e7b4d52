import type { Action } from '~/utils/journal/action';
import { unlock } from '~/utils/keys/lock';
import { setPassphrase } from '~/utils/keys/passphrase';
import type { RequestOf } from '~/utils/messages/protocol';
import type { RouterReply } from '~/utils/messages/router';
import { seenIn } from '../../actions/batch-samples';
import { APP_ID, FRAME, ID, KEY_ID, ROOM } from '../../actions/samples';
import { type Host, PEOPLE } from './host';
import { clock } from './platform';
import { keyring } from './profile';

/** Something a host does with a running Gavel. */
export interface Flow {
  readonly name: string;
  readonly before: (host: Host) => Promise<void>;
  readonly run: (host: Host) => Promise<RouterReply | null>;
  /** How many requests leave where nothing is killed and nothing fails. */
  readonly sends: number;
  /** How many may have left when a host has come back after a kill: what is sent by the clock goes on. */
  readonly goesOnTo?: number;
  /** How often JaaS may be asked for one thing; it is asked once where this is left out. */
  readonly most?: number;
}

export const PASSPHRASE = 'Xylophone-Quartz-42';

/** A meeting token as JaaS customers make it; nobody signed this one. */
export const TOKEN = [
  { alg: 'RS256', typ: 'JWT', kid: `${APP_ID}/${KEY_ID}` },
  { aud: 'jitsi', iss: 'chat', sub: APP_ID, room: '*', exp: 1_800_000_000 },
  'not signed by anybody',
]
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .join('.');

const MEETING = { appId: APP_ID, room: ROOM };
const MINUTE_MS = 60_000;
const [mallory = null] = PEOPLE;

async function report(host: Host): Promise<void> {
  await host.askAsPanel('panel.report', { phase: 'joined', count: 4, joinedAt: null });
}

async function askFor(host: Host, asked: RequestOf<'panel.ask'>): Promise<void> {
  await report(host);
  await host.askAsPanel('panel.ask', asked);
  await host.goOn();
}

async function confirmFirst(host: Host): Promise<RouterReply | null> {
  const [first] = await host.records();
  if (first === undefined) throw new Error('Nothing waits.');
  return host.ask('request.confirm', confirmationOf(first.request, [first]));
}

/** A yes to all that is listed. */
function confirmationOf(id: string, records: readonly Action[]): RequestOf<'request.confirm'> {
  return { id, alsoRemove: true, note: '', seen: [...seenIn(records)] };
}

const askForBan = (host: Host) => {
  if (mallory === null) throw new Error('Nobody is there.');
  return askFor(host, { kind: 'ban', targets: [mallory] });
};

const setEnd = (host: Host) =>
  host.ask('scheduled-end.set', {
    id: ID,
    frame: FRAME,
    meeting: MEETING,
    dueAt: clock.now + 10 * MINUTE_MS,
    note: '',
  });

export const FLOWS: readonly Flow[] = [
  {
    name: 'asking for a ban',
    sends: 0,
    before: report,
    run: (host) => {
      if (mallory === null) throw new Error('Nobody is there.');
      return host.askAsPanel('panel.ask', { kind: 'ban', targets: [mallory] });
    },
  },
  {
    name: 'confirming a ban with the removal',
    sends: 2,
    before: askForBan,
    run: confirmFirst,
  },
  {
    name: 'confirming a ban under the passphrase',
    sends: 2,
    before: async (host) => {
      await setPassphrase(keyring(), PASSPHRASE);
      await unlock(keyring(), PASSPHRASE, null);
      await askForBan(host);
    },
    run: confirmFirst,
  },
  {
    name: 'a ban that JaaS is too busy for at first',
    sends: 3,
    before: async (host) => {
      await askForBan(host);
      host.jaas.statuses = [503, 200];
    },
    run: confirmFirst,
    most: 2,
  },
  {
    name: 'confirming the end of a meeting',
    sends: 1,
    before: (host) => askFor(host, { kind: 'end-meeting' }),
    run: confirmFirst,
  },
  {
    name: 'a meeting that is kept closed',
    // Its end, and the next one half a minute later; one more where a host comes back after another half a minute.
    sends: 2,
    goesOnTo: 3,
    before: (host) => askFor(host, { kind: 'end-meeting' }),
    run: async (host) => {
      const [first] = await host.records();
      if (first === undefined) throw new Error('Nothing waits.');
      const yes = confirmationOf(first.request, [first]);
      const reply = await host.ask('request.confirm', { ...yes, keepClosed: 15 });
      await host.askAsPanel('panel.report', { phase: 'ended', count: null, joinedAt: null });
      await host.pass(MINUTE_MS / 2 + 1000);
      return reply;
    },
  },
  {
    name: 'cancelling a ban',
    sends: 0,
    before: askForBan,
    run: async (host) => host.ask('request.cancel', { id: (await host.records())[0]?.id ?? '' }),
  },
  {
    name: 'asking for three people at once',
    sends: 0,
    before: report,
    run: (host) => host.askAsPanel('panel.ask', { kind: 'ban', targets: [...PEOPLE] }),
  },
  {
    name: 'confirming three people at once',
    sends: 6,
    before: (host) => askFor(host, { kind: 'ban', targets: [...PEOPLE] }),
    run: async (host) => {
      const people = await host.records();
      return host.ask('request.confirm', confirmationOf(people[0]?.request ?? '', people));
    },
  },
  {
    name: 'banning a token',
    sends: 1,
    before: report,
    run: (host) => {
      const facts = { userId: null, userName: null, room: null, expiresAt: null };
      return host.ask('token.ban', {
        id: ID,
        appId: APP_ID,
        token: TOKEN,
        facts,
        note: '',
        base: null,
      });
    },
  },
  {
    name: 'testing a key',
    // One for each address.
    sends: 2,
    most: 2,
    before: report,
    run: (host) => host.ask('key.test', { id: ID, appId: APP_ID, keyId: KEY_ID }),
  },
  { name: 'setting an end for a time', sends: 0, before: report, run: setEnd },
  {
    name: 'an end at its time',
    sends: 1,
    before: async (host) => {
      await report(host);
      await setEnd(host);
      await host.pass(10 * MINUTE_MS - 1000);
    },
    run: async (host) => {
      await host.pass(1500);
      return null;
    },
  },
];
