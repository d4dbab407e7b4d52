import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '~/scripts/build/extension';
import { GUESTS, HOST, OFFENDER, RAIDERS, ROOM } from '~/scripts/demo/people';
import { newMeetingToken } from '~/tests/e2e/support/host-key';
import type { World } from '~/tests/e2e/support/open-world';
import { hideName, type PlateFile, takePart, takePlate, takePopup } from './plate';

const PAGE = { width: 900, height: 900 };
const MEETING = { width: 1100, height: 760, scale: 1.5 };

const to = (name: string): PlateFile => `${join(ROOT, 'docs/images/help', name)}.webp`;

/** The pictures of docs/help.md, in its order: the first hour of a host. */
export async function takeHelp(world: World): Promise<void> {
  const { gavel, simulator } = world;
  const key = world.newKey();
  const options = await gavel.openOptions('keys');
  await takePart(options, to('keys'), ['region', 'Set up Gavel in four steps'], PAGE);
  const folder = await mkdtemp(join(tmpdir(), 'gavel-pictures-'));
  try {
    const drop = join(folder, 'jaas.pk');
    await writeFile(drop, key.pkcs8Pem);
    await options.addKey({ ...key, label: 'Forum', key: { drop } });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  await options.testKey('Forum', /JaaS accepts this key/);
  await options.page.reload();
  await options.keyReads('Forum', /Works/);
  await takePart(options, to('key-works'), ['listitem', 'Forum'], PAGE);

  const jwt = newMeetingToken(key, HOST);
  const { page, meeting } = await world.joinMeeting(key.appId, GUESTS, { room: ROOM, jwt });
  await hideName(page);
  await page.panel.open();
  await page.panel.row(OFFENDER.name);
  await takePlate(page, to('panel'), MEETING);

  await page.panel.ban(OFFENDER.name);
  const question = await gavel.popup();
  await question.answerable('Ban');
  await takePopup(question, to('question'));
  await question.confirm('Ban');
  await question.find('heading', /is banned and gone/);
  await question.close();

  for (const one of RAIDERS) meeting.join(one);
  await page.panel.reads(`${meeting.participants().length} here`);
  await page.click('button', 'Select');
  await page.select('Select by…', 'Joined in the last 2 minutes');
  await page.panel.reads(`${RAIDERS.length} selected`);
  await takePlate(page, to('raid'), MEETING);
  await page.click('button', 'Done');
  for (const { id, name } of meeting.participants()) {
    if (name?.startsWith('Mallory')) meeting.leave(id);
  }

  const home = await gavel.openToolbarPopup(page);
  await home.choose('End meeting for everyone');
  await home.select('Keep it closed', 'For 30 minutes');
  await home.answerable('End meeting');
  await takePopup(home, to('keep-closed'));
  await home.cancel();
  await home.close();

  const dropped = simulator.fault({ match: { operation: 'BAN_USER' }, drop: 'after-read' });
  await page.panel.ban('Dan Okafor');
  const unknown = await gavel.popup();
  await unknown.confirm('Ban');
  await unknown.outcome(/not known/);
  await takePopup(unknown, to('unknown'));
  await unknown.close();
  dropped.remove();

  const refusing = simulator.fault({ match: { operation: 'BAN_USER' }, status: 401 });
  await page.panel.ban('Cleo Marchetti');
  const refused = await gavel.popup();
  await refused.confirm('Ban');
  await refused.outcome(/refused/);
  await takePopup(refused, to('refused'));
  await refused.close();
  refusing.remove();

  await options.page.bringToFront();
  await options.protect('the quiet harbour keeps nine lanterns');
  await options.lockNow();
  await page.page.bringToFront();
  await page.panel.ban('Bruno Keller');
  const locked = await gavel.popup();
  await locked.fill('Passphrase', 'the quiet harbour keeps nine lanterns');
  await takePopup(locked, to('passphrase'));
  await locked.cancel();
  await options.close();
  await page.close();

  const activity = await gavel.openOptions('activity');
  await activity.find('table', 'Activity');
  await takePlate(activity, to('activity'), { width: 1000, height: 800, scale: 1.5 });
  await activity.close();
}
