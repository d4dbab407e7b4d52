import { dirname, relative } from 'node:path';
import { newMeetingToken } from '~/tests/e2e/support/host-key';
import { writeTokenFile } from './key-file';
import { GUESTS, ROOM } from './people';
import type { Printer } from './printer';
import { describeRequest } from './received';
import type { KeyStage, Stage } from './stage';

const DRIFT_EVERY_MS = 4_000;
const LOOK_EVERY_MS = 250;

/** Opens everything for a person to try, and tells what JaaS receives, until they have had enough. */
export async function showWindow(stage: KeyStage, printer: Printer): Promise<void> {
  const { world, key, keyFile, host } = stage;
  const tokenFile = await writeTokenFile(dirname(keyFile), key);
  const { page, meeting } = await world.joinMeeting(key.appId, GUESTS, {
    room: ROOM,
    jwt: newMeetingToken(key, host),
  });
  await world.gavel.openOptions('keys');
  const stopDrift = meeting.drift({ everyMs: DRIFT_EVERY_MS });
  explain(stage, printer);
  printer.detail('key file', [relative(process.cwd(), keyFile)]);
  printer.detail('token to ban', [relative(process.cwd(), tokenFile)]);
  printer.line(`\nThe meeting is in the tab “${await page.page.title()}”. Ctrl-C ends the demo.\n`);
  const stopTelling = tellRequests(stage, printer);
  await untilEnough(world.gavel.browser);
  stopTelling();
  stopDrift();
}

function explain({ key }: Stage, printer: Printer): void {
  printer.heading('Try Gavel');
  printer.line('1. In the options page: type the two ids, choose the key file, press “Add key”.');
  printer.line('2. In the meeting: press the tab at the left edge, then Ban next to a name.');
  printer.line('3. Confirm in Gavel’s own window. What JaaS receives is printed here.');
  printer.line('4. End the meeting from Gavel’s icon in the toolbar.\n');
  printer.detail('AppID', [key.appId]);
  printer.detail('key ID', [key.keyId]);
}

function tellRequests({ world }: Stage, printer: Printer): () => void {
  let told = 0;
  const timer = setInterval(() => {
    for (const request of world.simulator.requests.slice(told)) {
      if (request.status === 'pending') return;
      told += 1;
      printer.detail('JaaS received', describeRequest(request));
    }
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

interface Closable {
  once(event: 'disconnected', listener: () => void): unknown;
}

function untilEnough(browser: Closable): Promise<void> {
  return new Promise((resolve) => {
    browser.once('disconnected', () => resolve());
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
