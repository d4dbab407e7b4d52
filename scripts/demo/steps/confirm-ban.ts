import { waitFor } from '~/tests/e2e/support/wait';
import { BannedError } from '~/tests/simulator/meeting/bans';
import type { Meeting } from '~/tests/simulator/meeting/meeting';
import { OFFENDER } from '../people';
import { joinedPage, type Step } from '../stage';

export const confirmBan: Step = {
  title: `The host confirms: ${OFFENDER.name} is banned, then removed`,
  async play(stage) {
    const { world, key, meeting } = stage;
    const page = joinedPage(stage);
    const participantId = idOf(meeting, OFFENDER.userId);
    const popup = await world.gavel.popup();
    await popup.confirm('Ban');
    const outcome = await popup.outcome(/accepted the ban.*accepted the removal.*Left the meeting/);
    const shot = await popup.screenshot('4-outcome');
    await popup.close();
    await page.panel.rowGone(OFFENDER.name);
    const gone = await page.panel.row(OFFENDER.name, 'Recently left');
    if (!(await waitFor(() => meeting.participant(participantId) === undefined))) {
      throw new Error(`${OFFENDER.name} is still in the meeting.`);
    }
    const { appId, keyId } = key;
    return {
      read: [outcome, `Recently left: ${gone}`],
      sent: [
        { operation: 'BAN_USER', appId, keyId, userId: OFFENDER.userId },
        {
          operation: 'KICK_PARTICIPANT',
          appId,
          keyId,
          participantId,
          conferenceFullName: meeting.fullName,
        },
      ],
      facts: [`${OFFENDER.name} left the meeting`, comesBack(meeting)],
      pictures: [shot, await page.screenshot('4-panel')],
    };
  },
};

function idOf(meeting: Meeting, userId: string): string {
  const found = meeting.participants().find(({ user }) => user?.id === userId);
  if (!found) throw new Error(`${userId} is not in the meeting.`);
  return found.id;
}

/** @throws when the banned person gets in again */
function comesBack(meeting: Meeting): string {
  try {
    meeting.join(OFFENDER);
  } catch (error) {
    if (error instanceof BannedError) return `${OFFENDER.name} tries to come back and is refused`;
    throw error;
  }
  throw new Error(`${OFFENDER.name} came back in spite of the ban.`);
}
