import { hostOf } from '~/utils/jaas/operation';
import type { MadeUp } from './made-up';
import type { Probe } from './probes';
import { type Settings, VARIABLES } from './settings';
import { nameOf } from './table';

/** Said where the variables are not set. */
export function explainNothing(missing: readonly string[]): string[] {
  return [
    'This would send each operation of JaaS about a made-up room and a made-up user to both base',
    'addresses of 8x8, twice each, and show the answers. It needs an AppID of your own, and asks',
    'before it sends anything.',
    '',
    `Nothing was done: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not set.`,
    '',
    `  ${VARIABLES[0]}     vpaas-magic-cookie-…, as the JaaS console shows it`,
    `  ${VARIABLES[1]}    the ID of the API key, or the console’s whole AppID/ID`,
    `  ${VARIABLES[2]}  the file with its private key, in any format that Gavel reads`,
    '',
    'docs/live-check.md says what the answers settle.',
  ];
}

/** Said before it is asked whether to go on. */
export function explainAll(
  { appId, keyId, phone }: Settings,
  made: MadeUp,
  all: readonly Probe[],
): string[] {
  const requests = all.reduce((sum, { twice }) => sum + (twice ? 2 : 1), 0);
  const hosts = [...new Set(all.map(({ base }) => hostOf(base)))];
  const names = [...new Set(all.map(nameOf))];
  return [
    `${requests} real requests will be sent to ${hosts.join(' and ')}:`,
    ...names.map((name) => `  ${name}`),
    '',
    `AppID    ${appId}`,
    `key      ${keyId}`,
    `room     ${decodeURIComponent(made.room)} (made up)`,
    `user ID  ${made.userId} (made up)`,
    '',
    'The bans stay: JaaS documents no way to undo one. They are of IDs and of a token that nobody',
    'has, so they concern nobody.',
    phone === null
      ? 'No call is made.'
      : `A CALL TO ${phone} IS MADE, ONCE, AND IS BILLED TO YOUR ACCOUNT. It is hung up after that.`,
    '',
  ];
}
