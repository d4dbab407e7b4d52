// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { rateLimit } from '~/examples/token-service/rate-limit';
import { createCookies, createSessions } from '~/examples/token-service/sessions';

describe('a session', () => {
  const clock = { now: 0 };
  const start = () => {
    clock.now = 0;
    return createSessions(1000, () => clock.now);
  };

  it('ends when its time is over, however much it is used', () => {
    const sessions = start();
    const id = sessions.start('anna');
    for (clock.now = 0; clock.now < 1000; clock.now += 100) expect(sessions.find(id)).toBe('anna');
    clock.now = 1000;
    expect(sessions.find(id)).toBeNull();
  });

  it('ends by signing out, in this browser', () => {
    const sessions = start();
    const [here, there] = [sessions.start('anna'), sessions.start('anna')];
    sessions.end(here);
    expect([sessions.find(here), sessions.find(there)]).toEqual([null, 'anna']);
  });

  it('ends in every browser when the administrator signs a person out, and for nobody else', () => {
    const sessions = start();
    const ids = ['anna', 'bob', 'anna'].map((person) => sessions.start(person));
    sessions.endAll('anna');
    expect(ids.map((id) => sessions.find(id))).toEqual([null, 'bob', null]);
  });

  it('has an id that nobody guesses', () => {
    const sessions = start();
    const ids = Array.from({ length: 100 }, () => sessions.start('anna'));
    expect(new Set(ids).size).toBe(100);
    for (const id of ids) expect(id).toMatch(/^[\w-]{43}$/);
    expect(sessions.find('')).toBeNull();
    expect(sessions.find(undefined)).toBeNull();
  });
});

describe('a cookie', () => {
  it('is for this origin, no script and no request from elsewhere', () => {
    const cookies = createCookies('https://app.example.com');
    expect(cookies.set('session', 'abc')).toBe(
      '__Host-session=abc; Path=/; HttpOnly; SameSite=Lax; Secure',
    );
    expect(cookies.clear('session')).toBe(
      '__Host-session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure',
    );
    expect(cookies.read('a=b; __Host-session=abc', 'session')).toBe('abc');
    // One that another subdomain has set.
    expect(cookies.read('session=abc', 'session')).toBeUndefined();
    expect(cookies.read(undefined, 'session')).toBeUndefined();
  });

  it('is kept by browsers on this machine, too, where there is no TLS', () => {
    const cookies = createCookies('http://localhost:4000');
    expect(cookies.set('session', 'abc')).toBe('session=abc; Path=/; HttpOnly; SameSite=Lax');
  });
});

describe('the limit of a minute', () => {
  it('counts any sixty seconds, each person by themselves, and refusals not', () => {
    const clock = { now: 0 };
    const admits = rateLimit(2, () => clock.now);
    const at = (now: number, name: string) => {
      clock.now = now;
      return admits(name);
    };
    expect([at(0, 'anna'), at(30_000, 'anna'), at(59_999, 'anna')]).toEqual([true, true, false]);
    expect(at(59_999, 'bob')).toBe(true);
    expect([at(60_000, 'anna'), at(89_999, 'anna'), at(90_000, 'anna')]).toEqual([
      true,
      false,
      true,
    ]);
  });
});
