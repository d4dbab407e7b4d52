import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APP, newMallory, SIGNED } from '~/tests/organisation/company';
import { MISCHIEF } from '~/tests/organisation/mischief';
import { forPages } from './attacks/messages';
import { asContentScript, sending, waitingActions } from './support/attacks';
import { expectNothingSent, operations } from './support/fence';
import { type OrganisedWorld, setUpService, signInAs } from './support/organisation';
import type { MeetingPage } from './support/panel';
import { filesOf, found, needlesOf, recordMessages, shownBy, storageOf } from './support/secrets';
import { startOrganisedWorld } from './support/world';

let organised: OrganisedWorld;
let profile: string;

beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), 'gavel-token-service-'));
  organised = await startOrganisedWorld({ userDataDir: profile });
  await setUpService(organised);
});
afterAll(async () => {
  await organised?.stop();
  await rm(profile, { recursive: true, force: true });
});

/** A meeting with somebody to ban, and the question about it on the screen. */
async function question() {
  const { world, key } = organised;
  const mallory = newMallory();
  const { page } = await world.joinMeeting(key.appId, [mallory]);
  await page.panel.open();
  await page.panel.ban(mallory.name);
  return { page, popup: await world.gavel.popup() };
}

interface Reply {
  readonly ok?: boolean;
  readonly value?: { readonly key?: unknown };
}

async function panelStateOf(page: MeetingPage): Promise<Reply | undefined> {
  const run = await asContentScript(organised.world, page.page);
  const [reply] = (await run(sending([{ type: 'panel.state', payload: {} }]))) as Reply[];
  return reply;
}

describe('a token service', () => {
  it('is asked nothing by a content script that was taken over, which does not learn that there is one', async () => {
    const { world, organisation, key } = organised;
    const { page, popup } = await question();
    await popup.reads(SIGNED);
    const [waiting] = await waitingActions(popup.page);
    const asked = organisation.audit.length;
    const service = {
      appId: key.appId,
      url: organisation.tokenUrl,
      publicJwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' },
      label: '',
    };
    const run = await asContentScript(world, page.page);
    const all = forPages.flatMap((type) =>
      [{ id: waiting?.id }, { service }, {}].map((payload) => ({ type, payload })),
    );
    const replies = (await run(sending(all))) as Reply[];
    expect(replies).toHaveLength(all.length);
    expect(replies.filter(({ ok }) => ok)).toEqual([]);
    expect(await run('return typeof chrome.identity')).toBe('undefined');
    expect(organisation.audit).toHaveLength(asked);
    await expectNothingSent(world);

    await popup.close();

    // Of a key a panel is told the same, to the letter.
    const other = await world.newKeyInGavel('Forum');
    const { page: beside } = await world.joinMeeting(other.appId);
    await beside.panel.open();
    const [one, two] = [await panelStateOf(page), await panelStateOf(beside)];
    expect(one?.value?.key).toEqual({ state: 'ready' });
    expect(two?.value?.key).toEqual(one?.value?.key);
    expect(JSON.stringify(one)).not.toContain(APP);
    await beside.close();
    await page.close();
  });

  it('that gave no token is no word to the page either: it reads as with a key that cannot sign', async () => {
    const { world, organisation } = organised;
    const { page, popup } = await question();
    await popup.reads(SIGNED);
    // Confirmed with a token; by the time it is sent there is none any more.
    await world.gavel.stopWorker();
    organisation.forbid('anna');
    await popup.confirm('Ban');
    await popup.outcome(/says that you may not moderate/);
    await expectNothingSent(world);
    const told = JSON.stringify(await panelStateOf(page));
    expect(told).toContain('signing-failed');
    expect(told).not.toMatch(/no-token|not-allowed|refusal|service/);
    organisation.allow('anna');
    await popup.close();
    await page.close();
  });
});

describe('a worker that the browser stops', () => {
  it('while it asks the service leaves a question that can be asked again, and answered', async () => {
    const { world, organisation } = organised;
    organisation.misbehave(MISCHIEF.nothing);
    const asked = organisation.audit.length;
    const { page, popup } = await question();
    await expect.poll(() => organisation.audit.length, { timeout: 60_000 }).toBe(asked + 1);
    await world.gavel.stopWorker();
    organisation.misbehave(null);
    await popup.click('button', `Ask ${APP} again`);
    await popup.reads(SIGNED);
    await popup.confirm('Ban');
    await popup.outcome(/JaaS accepted the ban/);
    await popup.close();
    await page.close();
  });

  it('after it had the token asks for another one when the ban is confirmed, and sends it once', async () => {
    const { world, organisation } = organised;
    world.simulator.clearRecords();
    const { page, popup } = await question();
    await popup.reads(SIGNED);
    const asked = organisation.audit.length;
    await world.gavel.stopWorker();
    await popup.confirm('Ban');
    await popup.outcome(/JaaS accepted the ban/);
    expect(await operations(world)).toEqual(['BAN_USER', 'KICK_PARTICIPANT']);
    expect(organisation.audit).toHaveLength(asked + 1);
    await popup.close();
    await page.close();
  });

  it('while the host signs in has the question wait for them; signed in, they answer it', async () => {
    const { world, organisation } = organised;
    await organisation.signOut('anna');
    const { page, popup } = await question();
    await popup.click('button', `Sign in at ${APP}`);
    await expect.poll(() => organisation.audit.at(-1)?.decision, { timeout: 60_000 }).toBe('login');
    await world.gavel.stopWorker();
    await signInAs(organised, 'anna');
    const again = await world.gavel.openToolbarPopup(page);
    await again.reads(SIGNED);
    await again.confirm('Ban');
    await again.outcome(/JaaS accepted the ban/);
    await again.close();
    await page.close();
  });
});

describe('a token of a token service', () => {
  it('is in no storage, message, page, console or file of the profile after a host’s whole story', async () => {
    const { world, key } = organised;
    world.simulator.clearRecords();
    const logs: string[] = [];
    const messages = await recordMessages(world.gavel);
    const { page, popup } = await question();
    for (const one of [page, popup]) one.page.on('console', (line) => logs.push(line.text()));
    await popup.reads(SIGNED);
    const question1 = await shownBy(popup);
    await popup.confirm('Ban');
    await popup.outcome(/Left the meeting/);
    await popup.close();
    const activity = await world.gavel.openOptions('activity');
    await activity.openDetails();
    const options = await world.gavel.openOptions('keys');

    const tokens = world.simulator.requests.map(({ headers }) =>
      String(headers.authorization).replace(/^Bearer /, ''),
    );
    expect(tokens).toHaveLength(2);
    const secrets = [
      ...needlesOf(key),
      ...tokens.map((token) => token.split('.')[2]?.slice(0, 48) ?? ''),
    ];
    const shown = [
      question1,
      ...(await Promise.all([page, activity, options].map(shownBy))),
      ...logs,
    ].join('\n');
    const stored = await storageOf(options.page);
    const sent = await messages();
    // What is searched must hold what is known to be there, or the search proves nothing.
    expect(stored).toContain(APP);
    expect(sent).toContain('token.prepare');
    expect(shown).toContain(APP);
    for (const searched of [stored, sent, shown]) expect(found(searched, secrets)).toEqual([]);

    await world.gavel.browser.close();
    const everything = await filesOf(profile);
    expect(everything.some((text) => text.includes(APP))).toBe(true);
    const wanted = secrets.flatMap((needle) => [
      needle,
      Buffer.from(needle, 'utf16le').toString('latin1'),
    ]);
    expect(everything.flatMap((text) => found(text, wanted))).toEqual([]);
  });
});
