import { certainly } from '~/tests/e2e/support/wait';
import { BannedError } from '~/tests/simulator/meeting/bans';
import type { Meeting } from '~/tests/simulator/meeting/meeting';
import { Clicks } from '../clicks';
import { RAIDERS } from '../people';
import { joinedPage, type KeyStage, type Step } from '../stage';

const JOINED = 'Joined in the last 2 minutes';

export const raid: Step<KeyStage> = {
  title: `A raid: ${RAIDERS.length} people come at once, and the host puts them out together`,
  async play(stage) {
    const { world, key, meeting } = stage;
    const page = joinedPage(stage);
    const friends = idsIn(meeting);
    const raiders = RAIDERS.map((one) => ({ ...one, participantId: meeting.join(one) }));
    await page.panel.reads(`${friends.length + raiders.length} here`);
    const before = await page.screenshot('raid-1-before');

    const clicks = new Clicks();
    await clicks.on(page, 'button', 'Select');
    await clicks.choose(page, 'Select by…', JOINED);
    await page.panel.reads(`${raiders.length} selected`);
    const selected = await page.screenshot('raid-2-selected');
    await clicks.on(page, 'button', 'Ban selected');
    const popup = await world.gavel.popup();
    const question = await popup.question();
    const groups = await popup.reads(`${JOINED} (${raiders.length})`);
    const asked = await popup.screenshot('raid-3-confirmation');
    await clicks.on(popup, 'checkbox', /^Yes, all/);
    await popup.answerable('Ban');
    await clicks.on(popup, 'button', `Ban ${raiders.length} people`);

    const banned = raiders.filter(({ userId }) => userId !== undefined);
    const removedOnly = raiders.length - banned.length;
    const outcome = `${banned.length} banned, ${removedOnly} only removed`;
    await popup.find('heading', outcome);
    const told = await popup.screenshot('raid-4-outcome');
    await popup.close();
    const onlyFriends = () => idsIn(meeting).join() === friends.join();
    await certainly(onlyFriends, 'nobody is in the meeting but the host’s friends');
    await page.panel.reads(`${friends.length} here`);

    const { made } = clicks;
    const { appId, keyId } = key;
    const { fullName } = meeting;
    return {
      read: [question, sentenceOf(groups, JOINED), outcome],
      sent: [
        ...banned.map(
          ({ userId }) =>
            ({ operation: 'BAN_USER', appId, keyId, userId: String(userId) }) as const,
        ),
        ...raiders.map(
          ({ participantId }) =>
            ({
              operation: 'KICK_PARTICIPANT',
              appId,
              keyId,
              participantId,
              conferenceFullName: fullName,
            }) as const,
        ),
      ],
      together: true,
      facts: [
        `All ${raiders.length} are gone, and the ${friends.length} of before are still there`,
        `${refused(meeting)} of them try to come back and are refused`,
      ],
      more: {
        clicks: [
          `${made.length}: ${made.join(' · ')}`,
          `${made.length - IN_LIST + raiders.length} where each of them is ticked`,
        ],
      },
      pictures: [before, selected, asked, told, await page.screenshot('raid-5-over')],
    };
  },
};

/** To open the list of the ways to select, and to choose one. */
const IN_LIST = 2;

function idsIn(meeting: Meeting): string[] {
  return meeting.participants().map(({ id }) => id);
}

/** From these words on to the number behind them. */
function sentenceOf(text: string, words: string): string {
  const from = text.indexOf(words);
  return text.slice(from, text.indexOf(')', from) + 1);
}

/** How many are refused who try to come back; whoever has no user ID cannot be banned, and is not asked. */
function refused(meeting: Meeting): number {
  const known = RAIDERS.filter(({ userId }) => userId !== undefined);
  for (const one of known) {
    try {
      meeting.join(one);
    } catch (error) {
      if (error instanceof BannedError) continue;
      throw error;
    }
    throw new Error(`${one.name} came back in spite of the ban.`);
  }
  return known.length;
}
