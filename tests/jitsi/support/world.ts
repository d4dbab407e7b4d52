import { basename, join } from 'node:path';
import { expect, inject } from 'vitest';
import { launchGavel } from '~/scripts/browser/launch';
import { ROOT } from '~/scripts/build/extension';
import { type Prosody, startProsody } from '~/scripts/prosody/start';
import type { ApiRequest } from '~/tests/simulator/api/record';
import { Gavel } from '../../e2e/support/gavel';
import { type HostKey, newHostKey } from '../../e2e/support/host-key';
import { newRoom } from '../../e2e/support/open-world';
import type { MeetingPage } from '../../e2e/support/panel';
import { waitFor } from '../../e2e/support/wait';
import { JitsiMeeting } from './meeting';
import type { Profile } from './person';
import { RoomService } from './room-service';
import { type JitsiServer, startJitsiServer } from './server';

/** A Prosody, the servers of 8x8 in front of it, and a headless browser with the built extension. */
export class JitsiWorld {
  readonly #closing: (() => Promise<unknown>)[];
  readonly #meetings: JitsiMeeting[] = [];

  private constructor(
    readonly prosody: Prosody,
    readonly service: RoomService,
    readonly server: JitsiServer,
    readonly gavel: Gavel,
    /** Known to JaaS and to Gavel. */
    readonly key: HostKey,
    closing: (() => Promise<unknown>)[],
  ) {
    this.#closing = closing;
  }

  /** One a test file; close it in `afterAll`. */
  static async open(): Promise<JitsiWorld> {
    const prosodyPath = inject('prosodyPath');
    if (prosodyPath === null) throw new Error('There is no Prosody, so this test cannot run');
    const file = basename(expect.getState().testPath ?? 'unknown', '.test.ts');
    const closing: (() => Promise<unknown>)[] = [];
    try {
      const key = newHostKey();
      const prosody = await startProsody(prosodyPath, [key.appId]);
      closing.unshift(() => prosody.stop());
      const service = await RoomService.start(prosody);
      closing.unshift(() => service.stop());
      const server = await startJitsiServer(prosody, service);
      closing.unshift(() => server.stop());
      server.registerKey(key);
      const launched = await launchGavel({
        executablePath: inject('chromePath'),
        extensionDir: inject('extensionDir'),
        networkArgs: server.chromiumArgs,
        headless: true,
      });
      closing.unshift(() => launched.browser.close());
      const outputDir = join(ROOT, 'test-output', `jitsi-${file}`);
      const gavel = new Gavel({ ...launched, outputDir });
      const world = new JitsiWorld(prosody, service, server, gavel, key, closing);
      await world.#bringKey();
      return world;
    } catch (error) {
      await closeAll(closing);
      throw error;
    }
  }

  /** An empty meeting that is open for everybody. */
  async openMeeting(room = newRoom()): Promise<JitsiMeeting> {
    const { prosody, service, key } = this;
    const meeting = new JitsiMeeting(prosody.xmppPort, service, key.appId, room);
    await service.open(meeting.fullName);
    this.#meetings.push(meeting);
    return meeting;
  }

  /** A meeting of these people, and the host's page in it with the panel open. */
  async joinMeeting(
    people: readonly Profile[] = [],
    /** Of the simulator's meeting page, such as `{ close: 'stay' }`. */
    more: Readonly<Record<string, string>> = {},
  ): Promise<{
    meeting: JitsiMeeting;
    page: MeetingPage;
    /** The host's participant id. */
    hostId: string;
  }> {
    const meeting = await this.openMeeting();
    for (const person of people) await meeting.join(person);
    const query = { name: 'Host', userId: 'host-1', ...more };
    const page = await this.gavel.openMeeting(this.key.appId, meeting.room, { query });
    const hostId = await meeting.browserJoined();
    await page.panel.open();
    return { meeting, page, hostId };
  }

  /**
   * The server is stopped and started again. Nobody is connected any more, and the rooms are empty.
   *
   * @param meanwhile what is to be seen while there is no server
   */
  async restartProsody(meanwhile: () => Promise<unknown>): Promise<void> {
    await this.prosody.pause();
    try {
      await meanwhile();
    } finally {
      await this.prosody.resume();
      await this.service.reconnect();
    }
  }

  /** Waits until the API was asked this and has answered. */
  async request(operation: ApiRequest['operation']): Promise<ApiRequest> {
    const found = await waitFor(() =>
      this.server.requests.findLast((it) => it.operation === operation && it.status !== 'pending'),
    );
    if (found) return found;
    throw new Error(`JaaS was not asked for ${operation}`);
  }

  async close(): Promise<void> {
    await Promise.all(this.#meetings.map((meeting) => meeting.close()));
    await closeAll(this.#closing);
  }

  async #bringKey(): Promise<void> {
    const { appId, keyId, pkcs8Pem: pem } = this.key;
    const options = await this.gavel.openOptions('keys');
    await options.addKey({ appId, keyId, key: { pem } });
    await options.close();
  }
}

/** One after the other, each of them even when one before it fails. */
async function closeAll(closing: readonly (() => Promise<unknown>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const close of closing) await close().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, 'Not everything could be closed');
}
