// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { createMeeting, reportOf } from '~/components/panel/model/meeting';
import { EMPTY_ROSTER } from '~/utils/meeting/roster';
import { participant, snapshot } from '../meeting/snapshots';

const ANN = participant('c1', { name: 'Ann Kim', userId: 'auth0|ann' });
const RECEPTION = { lastValidAt: null, invalid: 0, invalidInRow: 0, outOfOrder: 0 };

function setUp() {
  return createMeeting(() => 5000);
}

describe('the meeting that the page tells of', () => {
  it('is nothing to show while Jitsi starts, and something when it has had its time', () => {
    const meeting = setUp();
    expect(meeting.shown.value).toBe(false);
    meeting.see(snapshot({ phase: 'loading', me: null }));
    expect(meeting.shown.value).toBe(false);
    meeting.giveUpWaiting();
    expect(meeting.shown.value).toBe(true);
    meeting.see(snapshot({ phase: 'welcome', me: null }));
    expect(meeting.shown.value).toBe(false);
    meeting.see(snapshot());
    expect(meeting.shown.value).toBe(true);
  });

  it('knows who left, but not who is back', () => {
    const meeting = setUp();
    meeting.see(snapshot({ participants: [ANN] }));
    meeting.see(snapshot({ participants: [] }));
    expect(meeting.departed.value.map(({ id }) => id)).toEqual(['c1']);
    meeting.see(snapshot({ participants: [{ ...ANN, id: 'c2' }] }));
    expect(meeting.departed.value).toEqual([]);
  });

  it('has the same empty lobby whatever else changes', () => {
    const meeting = setUp();
    const before = meeting.lobby.value;
    meeting.see(snapshot({ participants: [ANN] }));
    expect(meeting.lobby.value).toBe(before);
  });

  it('is garbled until the next snapshot, and has two voices for good', () => {
    const meeting = setUp();
    meeting.distrust({ ...RECEPTION, invalid: 1, invalidInRow: 1 });
    expect(meeting.garbled.value).toBe(true);
    expect(meeting.twoVoices.value).toBe(false);
    meeting.distrust({ ...RECEPTION, outOfOrder: 1 });
    meeting.see(snapshot());
    expect(meeting.garbled.value).toBe(false);
    expect(meeting.twoVoices.value).toBe(true);
  });
});

describe('what is reported of a meeting', () => {
  it('counts those who are not listed, and no one where I am not in', () => {
    const meeting = setUp();
    const joined = snapshot({ participants: [ANN], more: 3 });
    meeting.see(joined);
    expect(reportOf(joined, meeting.roster.value)).toEqual({
      phase: 'joined',
      count: 5,
      joinedAt: 5000,
    });
    const left = snapshot({ phase: 'leaving', me: null });
    meeting.see(left);
    expect(reportOf(left, meeting.roster.value)).toEqual({
      phase: 'leaving',
      count: null,
      joinedAt: null,
    });
  });

  it('is a page without Jitsi where nothing was heard', () => {
    expect(reportOf(null, EMPTY_ROSTER)).toEqual({
      phase: 'no-jitsi',
      count: null,
      joinedAt: null,
    });
  });
});
