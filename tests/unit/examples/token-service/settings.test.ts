// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { readSettings } from '~/examples/token-service/settings';
import { APP_ID, CHROMIUM_URI, FIREFOX_URI } from '~/tests/organisation/requests';

describe('the settings of a token service', () => {
  it('are for a try on this machine when there are none', () => {
    expect(readSettings({})).toEqual({
      settings: {
        appId: `vpaas-magic-cookie-${'0'.repeat(32)}`,
        keyId: 'example',
        redirectUris: [],
        hosts: ['anna'],
        tokensPerMinute: 30,
        sessionHours: 8,
        ports: { app: 4000, login: 4001 },
        keyFile: null,
        keyPem: null,
      },
    });
  });

  it.each([
    ['the environment', `${CHROMIUM_URI}, ${FIREFOX_URI}`, 'anna carol', '5'],
    ['a file', [CHROMIUM_URI, FIREFOX_URI], ['anna', 'carol'], 5],
  ])('are read from %s', (_, uris, hosts, perMinute) => {
    const read = readSettings({
      GAVEL_KID: `${APP_ID}/fee1bc-SAMPLE_APP`,
      GAVEL_KEY_PEM: 'first\\nsecond',
      GAVEL_REDIRECT_URIS: uris,
      GAVEL_HOSTS: hosts,
      GAVEL_TOKENS_PER_MINUTE: perMinute,
      PATH: '/usr/bin',
    });
    expect(read).toMatchObject({
      settings: {
        appId: APP_ID,
        keyId: 'fee1bc-SAMPLE_APP',
        redirectUris: [CHROMIUM_URI, FIREFOX_URI],
        hosts: ['anna', 'carol'],
        tokensPerMinute: 5,
        keyPem: 'first\nsecond',
      },
    });
  });

  it.each([
    ['GAVEL_KID', APP_ID, /as the JaaS console shows them/],
    ['GAVEL_KID', `${APP_ID}/a/b`, /as the JaaS console shows them/],
    [
      'GAVEL_REDIRECT_URIS',
      'https://elsewhere.example/gavel',
      /"https:\/\/elsewhere.example\/gavel" is none/,
    ],
    ['GAVEL_REDIRECT_URIS', CHROMIUM_URI.replace('https', 'http'), /is none/],
    ['GAVEL_REDIRECT_URIS', `${CHROMIUM_URI}?a=b`, /is none/],
    ['GAVEL_REDIRECT_URIS', 'https://*.chromiumapp.org/gavel', /is none/],
    ['GAVEL_REDIRECT_URIS', 5, /array/],
    ['GAVEL_TOKENS_PER_MINUTE', 'many', /whole number from 1 to 1000/],
    ['GAVEL_TOKENS_PER_MINUTE', '0', /1 or more/],
    ['GAVEL_TOKENS_PER_MINUTE', '1.5', /whole number/],
    ['SESSION_HOURS', '721', /720 or less/],
    ['APP_PORT', '65536', /65535 or less/],
    ['LOGIN_PORT', '-1', /whole number/],
  ])('say what is wrong with %s = %j', (name, value, message) => {
    const read = readSettings({ [name]: value });
    expect(read).toEqual({ problems: [expect.stringMatching(new RegExp(`^${name}: `))] });
    expect('problems' in read && read.problems[0]).toMatch(message);
  });

  it('name every field that is wrong, and never a key', () => {
    const read = readSettings({
      GAVEL_KID: 'mine',
      APP_PORT: 'http',
      GAVEL_KEY_FILE: 'key.pem',
      GAVEL_KEY_PEM: 'a secret',
    });
    expect('problems' in read && read.problems.map((line) => line.split(':')[0]).sort()).toEqual(
      ['APP_PORT', 'GAVEL_KID'].sort(),
    );
    const both = readSettings({ GAVEL_KEY_FILE: 'key.pem', GAVEL_KEY_PEM: 'a secret' });
    expect(both).toEqual({ problems: [expect.stringContaining('GAVEL_KEY_PEM')] });
    expect(JSON.stringify([read, both])).not.toContain('a secret');
  });
});
