// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { refusalLabel } from '~/components/ui/labels/action';
import { outcomeLabel, stepLabel } from '~/components/ui/labels/outcome';
import { BASES, type Base, hostOf } from '~/utils/jaas/operation';
import {
  type FailureCode,
  mayBeDone,
  OUTCOME_CODES,
  type Outcome,
  outcomeOf,
  RESULTS,
} from '~/utils/jaas/outcome';
import type { Answer } from '~/utils/jaas/response';
import { type Step, stepSchema } from '~/utils/journal/action';
import { refusalCodeSchema } from '~/utils/messages/define';

type Operation = Step['operation'];

const OPERATIONS: readonly Operation[] = stepSchema.shape.operation.options;
const FAILURES: readonly FailureCode[] = [
  'timeout',
  'connection-lost',
  'abandoned',
  'interrupted',
  'unreachable',
  'not-sent',
  'offline',
  'no-permission',
  'no-key',
  'signing-failed',
  'bad-request',
  'cancelled',
  'missed',
];
const STATUSES = [200, 204, 300, 400, 401, 403, 404, 409, 418, 422, 429, 500, 502, 503, 700];

const ANSWERS: readonly Answer[] = [
  ...STATUSES.map((status) => ({ status })),
  { status: 0, nature: 'redirect' },
  { status: 200, nature: 'page' },
  { status: 200, nature: 'failure' },
  { status: 403, nature: 'in-front' },
  { status: 403, nature: 'page' },
  { status: 404, nature: 'page' },
];

interface Case {
  readonly operation: Operation;
  readonly base: Base;
  readonly outcome: Outcome;
}

/** Every outcome that an operation can end with, at both addresses. */
const CASES: readonly Case[] = OPERATIONS.flatMap((operation) =>
  BASES.flatMap((base) => [
    ...FAILURES.map((failure) => ({
      operation,
      base,
      outcome: outcomeOf(operation, base, { failure }),
    })),
    ...ANSWERS.map((answer) => ({
      operation,
      base,
      outcome: outcomeOf(operation, base, { answer }),
    })),
  ]),
);

function nameOf({ operation, base, outcome }: Case): string {
  return `${operation}, ${outcome.code}, ${outcome.status ?? 'no status'}, ${base}`;
}

function answered(operation: Operation, base: Base, status: number): Outcome {
  return outcomeOf(operation, base, { answer: { status } });
}

function textOf(outcome: Outcome, operation: Operation): string {
  const { happened, done, next, api } = outcomeLabel(outcome, operation, { keyId: 'ed85b6' });
  return [happened, done, next, api].filter((part) => part !== null).join(' ');
}

/** That JaaS does not know whom or what it was about is told by what the meeting shows. */
const isNotKnown = (code: string) => code === 'no-such-meeting' || code === 'no-such-person';

/** What is left of a text once everything that says no, or that nobody knows, is taken away. */
function claimsOf(text: string): string {
  return text
    .split(/(?<=[.?!…])\s+/)
    .filter(
      (sentence) =>
        !/\b(not|nobody|nothing|whether|already|cannot|check|compare|remove them there)\b/i.test(
          sentence,
        ),
    )
    .join(' ');
}

describe('an outcome in words', () => {
  it('offers no button for a call that may ring: it would ring again and cost again', () => {
    const calls = CASES.filter(({ operation }) => operation === 'dial-out');
    for (const each of calls) {
      const { result, code } = each.outcome;
      const { offers, next } = outcomeLabel(each.outcome, 'dial-out');
      expect(offers, nameOf(each)).not.toContain('other-base');
      if (result !== 'unknown' && code !== 'server-fault') continue;
      expect(offers, nameOf(each)).toEqual([]);
      expect(next, nameOf(each)).toMatch(/check whether the phone is ringing/);
    }
  });
  it('says what happened, whatever the code, the operation and the result', () => {
    for (const code of OUTCOME_CODES) {
      for (const operation of OPERATIONS) {
        for (const result of RESULTS) {
          for (const base of [...BASES, null]) {
            const text = textOf({ code, result, base, sent: true }, operation);
            expect(text, `${code}, ${operation}`).toMatch(/^[A-Z0-9][^$]*[.)…]$/i);
            expect(text, `${code}, ${operation}`).not.toMatch(/undefined|null|NaN|outcome\./);
          }
        }
      }
    }
  });

  it('says of everything that went wrong whether anything was done', () => {
    for (const each of CASES) {
      const { result, code } = each.outcome;
      const { done, happened } = outcomeLabel(each.outcome, each.operation);
      if (isNotKnown(code)) {
        expect(done, nameOf(each)).toBeNull();
        expect(happened, nameOf(each)).toMatch(/it is over, or|not known whether/);
      } else if (result === 'accepted') expect(done, nameOf(each)).toBeNull();
      // A server that failed may have acted before it did.
      else if (mayBeDone(each.outcome)) expect(done, nameOf(each)).toMatch(/not known whether/);
      else
        expect(done, nameOf(each)).toMatch(
          /^(They were not|Nobody was called|The (token|meeting|call) was not)\b/,
        );
    }
  });

  it('never says “banned”, “removed” or “ended” of what was only asked for', () => {
    for (const each of CASES) {
      const claims = claimsOf(textOf(each.outcome, each.operation));
      expect(claims, nameOf(each)).not.toMatch(/\b(banned|removed|ended|has left)\b/i);
    }
  });

  it('says “JaaS accepted” only of what JaaS accepted', () => {
    for (const each of CASES) {
      const said = /JaaS accepted/.test(textOf(each.outcome, each.operation));
      expect(said, nameOf(each)).toBe(each.outcome.code === 'accepted');
    }
  });

  it('gives everything that went wrong, but was not the host’s own wish, a next step', () => {
    for (const each of CASES) {
      const { next, tone } = outcomeLabel(each.outcome, each.operation);
      if (each.outcome.result === 'accepted') {
        expect(tone, nameOf(each)).toBe('good');
        expect(next, nameOf(each)).toBeNull();
      } else {
        expect(tone, nameOf(each)).toBe(mayBeDone(each.outcome) ? 'warn' : 'danger');
        if (each.outcome.code !== 'cancelled') expect(next, nameOf(each)).not.toBeNull();
      }
    }
  });

  it('offers no button after a success', () => {
    for (const each of CASES.filter(({ outcome }) => outcome.result === 'accepted')) {
      expect(outcomeLabel(each.outcome, each.operation).offers, nameOf(each)).toEqual([]);
    }
  });

  it('names no other address where no button goes there', () => {
    for (const each of CASES) {
      const { next, offers } = outcomeLabel(each.outcome, each.operation);
      if (offers.includes('other-base')) continue;
      expect(next ?? '', nameOf(each)).not.toMatch(/api-vo\.jitsi\.net|8x8\.vc|other address/);
    }
  });

  it('speaks of repeating only where a button repeats', () => {
    for (const each of CASES) {
      const { next, offers } = outcomeLabel(each.outcome, each.operation);
      if (offers.includes('repeat') || offers.includes('other-base')) continue;
      expect(next ?? '', nameOf(each)).not.toMatch(/\brepeat/i);
    }
  });
});

describe('a ban that is answered with 404', () => {
  it.each([
    ['ban-user', 'classic', 'api-vo.jitsi.net', '8x8.vc'],
    ['ban-user', 'current', '8x8.vc', 'api-vo.jitsi.net'],
    ['ban-token', 'classic', 'api-vo.jitsi.net', '8x8.vc'],
    ['ban-token', 'current', '8x8.vc', 'api-vo.jitsi.net'],
  ] as const)(
    '%s at %s: names %s, which answered, and offers %s',
    (operation, base, host, other) => {
      const words = outcomeLabel(answered(operation, base, 404), operation);
      expect(words.happened).toContain(`${host} `);
      expect(words.happened).toContain('404');
      expect(words.next).toContain(other);
      expect(words.offers).toContain('other-base');
      expect(words.tone).toBe('danger');
    },
  );
});

describe('F8: a 404 to the end of a meeting', () => {
  const outcome = answered('end-meeting', 'classic', 404);
  const typed = { kind: 'end-meeting', leftAt: null } as const;

  it('is no success: it is over, or written differently', () => {
    const words = outcomeLabel(outcome, 'end-meeting', typed);
    expect(words.happened).toMatch(
      /JaaS knows no meeting of this name \(404\): it is over, or it is written differently\./,
    );
    expect(words).toMatchObject({ tone: 'warn', offers: ['repeat'] });
    expect(words.next).toMatch(/Compare the name/);
  });

  it('is a contradiction where the page is still in it', () => {
    const words = outcomeLabel(outcome, 'end-meeting', { ...typed, stillAt: 1 });
    expect(words.happened).toMatch(/but its page was still in it/);
    expect(words).toMatchObject({ tone: 'danger', offers: ['repeat'] });
  });

  it('is what was wanted at the time that was set in the meeting, unless its page is still in it', () => {
    const set = { ...typed, schedule: { dueAt: 1, dropped: null } };
    const words = outcomeLabel(outcome, 'end-meeting', set);
    expect(words).toMatchObject({ tone: 'good', offers: [], next: null });
    expect(words.happened).toBe('The meeting was already over.');
    expect(outcomeLabel(outcome, 'end-meeting', { ...set, stillAt: 1 }).tone).toBe('danger');
  });

  it('says of a key that it was taken, unless anybody could have sent it', () => {
    const test = { kind: 'test-key', leftAt: null } as const;
    expect(outcomeLabel(outcome, 'end-meeting', test)).toMatchObject({ tone: 'good', next: null });
    const page = { ...outcome, page: true } as const;
    const words = outcomeLabel(page, 'end-meeting', test);
    expect(words.tone).toBe('warn');
    expect(words.happened).toMatch(/web page, so it may not be from JaaS/);
  });
});

describe('F9: a 404 to a removal', () => {
  const outcome = answered('kick', 'current', 404);
  const asked = { kind: 'remove', leftAt: null } as const;

  it('is open until the page shows what it means', () => {
    const words = outcomeLabel(outcome, 'kick', asked);
    expect(words.happened).toMatch(/JaaS does not know them in this room \(404\)\./);
    expect(words).toMatchObject({ tone: 'warn', offers: ['repeat'] });
  });

  it('is no success where they are still here, and says what can be done', () => {
    const words = outcomeLabel(outcome, 'kick', { ...asked, stillAt: 1 });
    expect(words.happened).toBe('JaaS does not know them in this room (404). They are still here.');
    expect(words).toMatchObject({ tone: 'danger', done: null, offers: ['repeat'] });
    expect(words.next).toMatch(/breakout room/);
  });

  it('is what was wanted where the page saw them leave', () => {
    const words = outcomeLabel(outcome, 'kick', { ...asked, stillAt: 1, leftAt: 2 });
    expect(words).toMatchObject({ tone: 'good', done: null, next: null, offers: [] });
    expect(words.happened).toBe('They had already left the meeting.');
  });
});

describe('F10, F11, F12: an answer that is not JaaS’s', () => {
  it.each([
    [
      'a web page',
      { status: 200, nature: 'page' },
      /gave an answer that is not JaaS's: a web page \(200\)/,
    ],
    [
      'a challenge',
      { status: 403, nature: 'in-front' },
      /Something in front of .+ refused the request \(403\), not JaaS/,
    ],
    [
      'a redirect',
      { status: 0, nature: 'redirect' },
      /answered with a redirect, which Gavel does not follow/,
    ],
    [
      'a failure',
      { status: 200, nature: 'failure' },
      /The answer \(200\) says that the request failed/,
    ],
  ] as const)('%s is told as that, by its address', (_, answer, happened) => {
    for (const operation of OPERATIONS) {
      const outcome = outcomeOf(operation, 'current', { answer });
      expect(outcomeLabel(outcome, operation).happened).toMatch(happened);
    }
  });

  it('says of a page that refuses that it may not be JaaS’s', () => {
    const answer = { status: 403, nature: 'page' } as const;
    const { happened } = outcomeLabel(outcomeOf('ban-user', 'classic', { answer }), 'ban-user');
    expect(happened).toMatch(/\(403\)\. The answer was a web page, so it may not be from JaaS\.$/);
  });
});

describe('F12: what two addresses came to', () => {
  const other = { result: 'refused', code: 'redirected', base: 'classic' } as const;

  it('is told of both, in every line', () => {
    const outcome = { ...answered('ban-user', 'current', 200), other };
    const said =
      /^JaaS accepted the ban\. The other address: api-vo\.jitsi\.net answered with a redirect/;
    expect(stepLabel({ operation: 'ban-user', state: 'accepted', outcome }).text).toMatch(said);
  });

  it('is said once where it is the same', () => {
    const outcome = outcomeOf('ban-user', 'current', { failure: 'unreachable' });
    const both = {
      ...outcome,
      other: { ...other, result: 'failed', code: 'unreachable' },
    } as const;
    expect(outcomeLabel(both, 'ban-user').other).toBe('The same is true of api-vo.jitsi.net.');
  });

  it('offers neither address any more', () => {
    for (const each of CASES) {
      const { offers, next } = outcomeLabel({ ...each.outcome, other }, each.operation);
      expect(offers, nameOf(each)).not.toContain('other-base');
      // A token is not kept.
      if (each.operation === 'ban-token') expect(offers, nameOf(each)).not.toContain('repeat');
      expect(next ?? '', nameOf(each)).not.toMatch(/api-vo\.jitsi\.net|8x8\.vc/);
    }
  });
});

describe('what can be done next', () => {
  it('after a refused token: names the key ID to compare, and opens the keys', () => {
    const outcome = answered('ban-user', 'classic', 401);
    const words = outcomeLabel(outcome, 'ban-user', { keyId: 'ed85b6' });
    expect(words.happened).toContain('401');
    expect(words.next).toContain('ed85b6');
    expect(words.next).toMatch(/clock/);
    expect(words.offers).toEqual(['open-keys']);
    expect(outcomeLabel(outcome, 'ban-user').next).not.toContain('ed85b6');
  });

  it('after no answer: the same once more, or the other address', () => {
    const words = outcomeLabel(
      outcomeOf('ban-user', 'classic', { failure: 'timeout' }),
      'ban-user',
    );
    expect(words.happened).toContain(hostOf('classic'));
    expect(words.offers).toEqual(['repeat', 'other-base']);
  });

  it('never another address for a removal: only one has it', () => {
    for (const each of CASES.filter(({ operation }) => operation === 'kick')) {
      const { offers } = outcomeLabel(each.outcome, 'kick');
      expect(offers, nameOf(each)).not.toContain('other-base');
    }
  });

  it('never “Repeat” for a token: it was not kept', () => {
    for (const each of CASES.filter(({ operation }) => operation === 'ban-token')) {
      const { offers } = outcomeLabel(each.outcome, 'ban-token');
      expect(offers, nameOf(each)).not.toContain('repeat');
    }
  });

  it('after a withdrawn permission: names the host, and opens where to give it back', () => {
    const words = outcomeLabel(
      outcomeOf('end-meeting', 'current', { failure: 'no-permission' }),
      'end-meeting',
    );
    expect(words.happened).toContain('8x8.vc');
    expect(words.happened).toContain('nothing was sent');
    expect(words.offers).toEqual(['permissions', 'repeat']);
  });

  it('passes on what JaaS said', () => {
    const outcome = outcomeOf('ban-user', 'classic', {
      answer: { status: 400, message: 'user id is malformed' },
    });
    expect(outcomeLabel(outcome, 'ban-user').api).toContain('user id is malformed');
    expect(outcomeLabel(answered('ban-user', 'classic', 400), 'ban-user').api).toBeNull();
  });
});

describe('a step in one line', () => {
  it.each(OPERATIONS)('%s: is not claimed while it waits, runs or was left out', (operation) => {
    for (const state of ['waiting', 'sending', 'skipped'] as const) {
      const { text, tone } = stepLabel({ operation, state, outcome: null });
      // A line of a list has no full stop.
      expect(text).toMatch(/^[A-Z][^.]*$/);
      expect(claimsOf(text)).not.toMatch(/\b(accepted|banned|removed|ended)\b/i);
      expect(tone).toBe('plain');
    }
  });

  it('says both what happened and whether anything was done', () => {
    for (const each of CASES) {
      const { operation, outcome } = each;
      const { text, tone } = stepLabel({ operation, state: outcome.result, outcome });
      const words = outcomeLabel(outcome, operation);
      expect(`${text}.`, nameOf(each)).toContain(words.happened);
      if (words.done !== null) expect(text, nameOf(each)).toContain(words.done);
      expect(tone, nameOf(each)).toBe(words.tone);
    }
  });
});

describe('a refusal in words', () => {
  it('has a text of its own for every code', () => {
    const texts = refusalCodeSchema.options.map(refusalLabel);
    expect(new Set(texts).size).toBe(refusalCodeSchema.options.length);
    for (const text of texts) expect(text).toMatch(/^[A-Z].+[.]$/);
  });

  it('never claims that something was done', () => {
    for (const code of refusalCodeSchema.options) {
      expect(claimsOf(refusalLabel(code)), code).not.toMatch(/\b(banned|ended|accepted)\b/i);
    }
  });
});
