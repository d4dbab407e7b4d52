import { readFileSync } from 'node:fs';
import type { AuditLine } from '~/examples/token-service/audit';
import { rateLimit } from '~/examples/token-service/rate-limit';
import { page } from '~/examples/token-service/reply';
import { signingKey } from '~/examples/token-service/signer';
import type { Person, TokenService } from '~/examples/token-service/token-route';
import { tokenRoute } from '~/examples/token-service/token-route';
import { APP_ID, CHROMIUM_URI, FIREFOX_URI, KEY_ID } from '~/tests/organisation/requests';

export const PRIVATE_KEY_PEM = readFileSync('tests/fixtures/keys/pkcs8.pem', 'utf8');
export const KEY = signingKey(PRIVATE_KEY_PEM);
export const NOW = Date.parse('2026-12-01T09:00:00.700Z');

export const ANNA: Person = { id: 'anna', isHost: true };
export const BOB: Person = { id: 'bob', isHost: false };

/** The route with a clock, a limit and a log of the test's own. */
export function createService(changes: Partial<TokenService> = {}) {
  const clock = { now: NOW };
  const log: AuditLine[] = [];
  const errors: unknown[] = [];
  const service: TokenService = {
    appId: APP_ID,
    keyId: KEY_ID,
    redirectUris: [CHROMIUM_URI, FIREFOX_URI],
    sign: KEY.sign,
    admits: rateLimit(3, () => clock.now),
    now: () => clock.now,
    log: (line) => log.push(line),
    onSignerError: (error) => errors.push(error),
    ...changes,
  };
  const ask = async (query: URLSearchParams, person: Person | null = ANNA, method = 'GET') => {
    const login = async () => page(200, 'The login', '');
    const reply = await tokenRoute({ method, query, person, login }, service);
    const { location = '' } = reply.headers;
    return { ...reply, location: String(location) };
  };
  return { clock, log, errors, ask };
}
