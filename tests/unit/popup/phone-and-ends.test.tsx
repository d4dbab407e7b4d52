import { describe, expect, it } from 'vitest';
import { QUIET_MS } from '~/components/ui/guard';
import { planSteps } from '~/utils/actions/steps';
import { phoneNumberSchema } from '~/utils/borders/schemas';
import type { Outcome } from '~/utils/jaas/outcome';
import type { Action } from '~/utils/journal/action';
import { mayHangUp } from '~/utils/journal/calls';
import { staged } from '../actions/samples';
import {
  alone,
  FakeBackground,
  meeting,
  now,
  OTHER_ID,
  STAGED_ID,
  TOKEN_BAN_ID,
  waits,
} from './fake-port';
import {
  all,
  click,
  descriptionOf,
  get,
  names,
  open,
  openAndSettle,
  pass,
  type,
  words,
} from './page';

const PHONE = phoneNumberSchema.parse('+40747777777');
const ACCEPTED: Outcome = { result: 'accepted', code: 'accepted', base: 'current', sent: true };
const LOST: Outcome = { result: 'unknown', code: 'connection-lost', base: 'current', sent: true };
const OFFLINE: Outcome = { result: 'refused', code: 'offline', base: 'current', sent: false };
const FAULT: Outcome = {
  result: 'failed',
  code: 'server-fault',
  base: 'current',
  sent: true,
  status: 500,
};
const UNKNOWN_CALL: Outcome = {
  result: 'refused',
  code: 'no-such-call',
  base: 'current',
  sent: true,
  status: 404,
};

function done(kind: 'call' | 'hang-up', outcome: Outcome, change: Partial<Action> = {}): Action {
  const [step] = planSteps(kind, null, false);
  if (!step) throw new Error('no step');
  const at = now();
  const steps = [{ ...step, state: outcome.result, startedAt: at, endedAt: at, outcome }];
  const over = { state: 'done', confirmedAt: at, endedAt: at, target: null } as const;
  return staged({ kind, phone: PHONE, ...over, steps, ...change }, at);
}

describe('Call a phone number…', () => {
  const open1 = { meetings: [meeting()], inThisTab: 1 };

  it('asks the background for the number as it will be dialled, into the meeting on the screen', async () => {
    const background = new FakeBackground(open1);
    background.replies['request.stage'] = () => {
      const call = waits({ id: STAGED_ID, kind: 'call', target: null, phone: PHONE });
      background.state = { ...background.state, waiting: [alone(call)] };
      return { ok: true, id: STAGED_ID };
    };
    await open(background);
    await click(get('button', 'Call a phone number…'));
    await type(get('textbox', 'Phone number'), '+40 (747) 777.777');
    expect(names('status').join(' ')).toContain('JaaS will call +40747777777 (Romania)');
    await click(get('button', 'Next'));
    const { frame, meeting: at } = meeting();
    expect(background.sentOf('request.stage')).toEqual([
      { kind: 'call', frame, meeting: at, phone: PHONE },
    ]);
    expect(names('heading')).toEqual(['Call +40747777777?']);
    expect(words()).toContain('8x8 bills this call');
  });

  it.each([
    [
      'Mobile: +40 747 777 777\nFax: +49 30 1234567',
      /more than one number.*\+40747777777.*\+49301234567/,
    ],
    ['+1.512.647.1431,,3908528#', /dials only the number.*an extension, a PIN/],
    ['call me', /no phone number that JaaS can dial/],
  ])('refuses %j and says why beside the field', async (text, why) => {
    const background = new FakeBackground(open1);
    await open(background);
    await click(get('button', 'Call a phone number…'));
    await type(get('textbox', 'Phone number'), text);
    await click(get('button', 'Next'));
    expect(descriptionOf(get('textbox', 'Phone number'))).toMatch(why);
    expect(background.sent).toEqual([]);
    await type(get('textbox', 'Phone number'), 'tel:+40747777777');
    expect(descriptionOf(get('textbox', 'Phone number'))).not.toMatch(why);
    expect(names('status').join(' ')).toContain('JaaS will call +40747777777 (Romania)');
  });

  it('says that a meeting must be open where that was closed meanwhile, and sends nothing', async () => {
    const background = new FakeBackground(open1);
    await open(background);
    await click(get('button', 'Call a phone number…'));
    background.change({ meetings: [], inThisTab: 0 });
    await pass(0);
    expect(words()).toContain('None of your meetings is open');
    await type(get('textbox', 'Phone number'), PHONE);
    await click(get('button', 'Next'));
    expect(background.sent).toEqual([]);
  });

  it('after an outcome that nobody knows offers no repetition, but to hang up', async () => {
    for (const outcome of [LOST, FAULT]) {
      const call = done('call', outcome);
      await open(new FakeBackground({ recent: [call] }));
      expect(names('button')).toContain('Hang up +40747777777');
      expect(names('button').join()).not.toMatch(/Repeat|Try again/);
      const shown = names('button').find((name) => name.startsWith(`${PHONE}:`));
      await click(get('button', shown ?? ''));
      expect(words()).toMatch(
        /not known whether the call was made.*check whether the phone is ringing/,
      );
      expect(names('button')).not.toContain('Try again');
      await click(get('button', 'Done'));
    }
  });
});

describe('whether a call may be hung up', () => {
  const call = done('call', ACCEPTED);
  const later = (outcome: Outcome, change: Partial<Action> = {}) =>
    done('hang-up', outcome, { id: OTHER_ID, ...change });

  it('follows from what JaaS said of it and of later hang-ups', () => {
    expect(mayHangUp(call, [call])).toBe(true);
    expect(mayHangUp(done('call', LOST), [])).toBe(true);
    expect(mayHangUp(done('call', OFFLINE), [])).toBe(false);
    expect(mayHangUp(done('call', { ...LOST, result: 'refused', code: 'not-allowed' }), [])).toBe(
      false,
    );
    expect(mayHangUp(call, [later(ACCEPTED), call])).toBe(false);
    expect(mayHangUp(call, [later(UNKNOWN_CALL), call])).toBe(false);
    expect(mayHangUp(call, [later(LOST), call])).toBe(true);
    const other = phoneNumberSchema.parse('+40747777778');
    expect(mayHangUp(call, [later(ACCEPTED, { phone: other }), call])).toBe(true);
    // A hang-up before it was of an earlier call.
    expect(mayHangUp(call, [call, later(ACCEPTED)])).toBe(true);
    expect(mayHangUp(later(ACCEPTED), [])).toBe(false);
  });
});

describe('Schedule the end…', () => {
  /** In an hour, to the minute. */
  const DUE = () => Math.floor(now() / 60_000) * 60_000 + 3_600_000;
  const scheduled = (change: Partial<Action> = {}) =>
    waits({
      id: OTHER_ID,
      kind: 'end-meeting',
      target: null,
      state: 'scheduled',
      schedule: { dueAt: DUE(), dropped: null },
      steps: planSteps('end-meeting', null, false),
      ...change,
    });
  const here = { meetings: [meeting()], inThisTab: 1 };

  async function ask(background: FakeBackground, time: string) {
    await openAndSettle(background);
    await click(get('button', 'Schedule the end…'));
    const field = document.querySelector<HTMLInputElement>('input[type="time"]');
    if (!field) throw new Error('no time');
    await type(field, time);
    await click(get('button', 'Next'));
    await pass(QUIET_MS);
  }

  function clock(ms: number): string {
    const date = new Date(ms);
    return [date.getHours(), date.getMinutes()]
      .map((one) => String(one).padStart(2, '0'))
      .join(':');
  }

  it('is asked once with all that it needs, and a double click sets one', async () => {
    const background = new FakeBackground(here);
    background.replies['scheduled-end.locks'] = () => ({ at: null });
    background.replies['scheduled-end.set'] = () => {
      const action = scheduled();
      background.state = {
        ...background.state,
        ends: { scheduled: [action], news: [], closed: [] },
      };
      return { ok: true, request: alone(action) };
    };
    const at = clock(DUE());
    await ask(background, at);
    expect(names('heading')).toEqual([`End this meeting at ${at}?`]);
    expect(words()).toMatch(/browser must be open, this device awake and Gavel unlocked/);
    const set = get('button', `End at ${at}`);
    set.click();
    await click(set);
    const { frame, meeting: about } = meeting();
    expect(background.sentOf('scheduled-end.set')).toEqual([
      { id: TOKEN_BAN_ID, frame, meeting: about, dueAt: DUE(), note: '' },
    ]);
    expect(words()).toContain(`Ends for everyone at ${at}`);
    expect(names('button')).toContain(`Cancel scheduled end at ${at}`);
  });

  it('warns when the keys lock by themselves before that time', async () => {
    const background = new FakeBackground(here);
    background.replies['scheduled-end.locks'] = () => ({ at: now() + 600_000 });
    await ask(background, clock(DUE()));
    expect(words()).toMatch(/Your keys lock automatically at/);
  });

  it('names the day when it is tomorrow', async () => {
    const background = new FakeBackground(here);
    background.replies['scheduled-end.locks'] = () => ({ at: null });
    await ask(background, clock(now() - 60_000));
    expect(names('heading').join()).toMatch(/End this meeting at Tue, Mar 3, \d\d:\d\d\?/);
  });

  it('is listed for a meeting that no tab shows, and can be taken back there', async () => {
    const background = new FakeBackground({
      ends: { scheduled: [scheduled()], news: [], closed: [] },
    });
    background.replies['request.cancel'] = () => {
      background.state = { ...background.state, ends: { scheduled: [], news: [], closed: [] } };
      return { ok: true, request: alone(scheduled({ state: 'cancelled' })) };
    };
    await open(background);
    expect(words()).toMatch(/“weekly-forum” ends at/);
    const cancel = all('button').find(({ name }) => name.startsWith('Cancel scheduled end at'));
    if (!cancel) throw new Error('no way to take it back');
    await click(cancel.element);
    expect(background.sentOf('request.cancel')).toEqual([{ id: OTHER_ID }]);
    expect(words()).not.toContain('weekly-forum');
  });

  it('that came to nothing says why, and asks anew or is put away', async () => {
    const outcome: Outcome = { result: 'failed', code: 'missed', base: null, sent: false };
    const steps = planSteps('end-meeting', null, false).map((step) => ({
      ...step,
      state: 'failed' as const,
      outcome,
    }));
    const missed = scheduled({ state: 'done', steps });
    const background = new FakeBackground({ ends: { scheduled: [], news: [missed], closed: [] } });
    background.replies['scheduled-end.acknowledge'] = () => ({});
    await open(background);
    expect(names('alert').join()).toMatch(/“weekly-forum” was not ended at.*browser was closed/);
    await click(get('button', 'Got it'));
    expect(background.sentOf('scheduled-end.acknowledge')).toEqual([{ id: OTHER_ID }]);
    await click(get('button', 'End it now…'));
    expect(background.sentOf('request.repeat')).toEqual([{ id: OTHER_ID, base: null }]);
    expect(names('heading').join()).toMatch(/\?$/);
    // Until the meeting has ended it is not told: the question can be cancelled.
    expect(background.sentOf('scheduled-end.acknowledge')).toHaveLength(1);
  });
});
