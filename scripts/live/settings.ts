import type { AppId } from '~/utils/jaas/ids';
import { type KeyId, parseAppId, parseKeyId, splitKid } from '~/utils/jaas/ids';
import { type PhoneNumber, parsePhoneNumber } from '~/utils/jaas/phone-number';

/** What a person has to set for anything to be sent. */
export const VARIABLES = ['GAVEL_LIVE_APPID', 'GAVEL_LIVE_KEY_ID', 'GAVEL_LIVE_KEY_FILE'] as const;
type Variable = (typeof VARIABLES)[number];

export interface Settings {
  readonly appId: AppId;
  readonly keyId: KeyId;
  readonly keyFile: string;
  /** Called for real, and billed; null where no call was asked for. */
  readonly phone: PhoneNumber | null;
}

export type ReadSettings =
  | { readonly kind: 'set'; readonly settings: Settings }
  /** Nothing may be sent: these are not set. */
  | { readonly kind: 'unset'; readonly missing: readonly Variable[] }
  /** Something is set wrongly; `fault` names it and holds no secret. */
  | { readonly kind: 'wrong'; readonly fault: string };

export interface Surroundings {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Reads what the live check is to use. The key ID may be the console's whole `appId/keyId`, whose
 * AppID must then be the one that is set.
 */
export function readSettings({ args, env }: Surroundings): ReadSettings {
  const phone = phoneOf(args);
  if (!phone.ok) return { kind: 'wrong', fault: phone.fault };
  const missing = VARIABLES.filter((name) => !env[name]?.trim());
  if (missing.length > 0) return { kind: 'unset', missing };

  const appId = parseAppId(env.GAVEL_LIVE_APPID?.trim());
  if (appId === null) return wrong('GAVEL_LIVE_APPID is no AppID (vpaas-magic-cookie-…).');
  const typed = env.GAVEL_LIVE_KEY_ID?.trim() ?? '';
  const whole = splitKid(typed);
  if (whole !== null && whole.appId !== appId) {
    return wrong('GAVEL_LIVE_KEY_ID belongs to another AppID than GAVEL_LIVE_APPID.');
  }
  const keyId = whole?.keyId ?? parseKeyId(typed);
  if (keyId === null) return wrong('GAVEL_LIVE_KEY_ID is no key ID.');
  const keyFile = env.GAVEL_LIVE_KEY_FILE ?? '';
  return { kind: 'set', settings: { appId, keyId, keyFile, phone: phone.number } };
}

function wrong(fault: string): ReadSettings {
  return { kind: 'wrong', fault };
}

type Phone =
  | { readonly ok: true; readonly number: PhoneNumber | null }
  | { readonly ok: false; readonly fault: string };

function phoneOf(args: readonly string[]): Phone {
  if (args.length === 0) return { ok: true, number: null };
  const [flag, typed, ...more] = args;
  if (flag !== '--phone' || typed === undefined || more.length > 0) {
    return { ok: false, fault: 'Usage: npm run test:live [-- --phone +E164]' };
  }
  const parsed = parsePhoneNumber(typed);
  return parsed.ok
    ? { ok: true, number: parsed.phoneNumber }
    : {
        ok: false,
        fault: `--phone wants a number in E.164, such as +40747777777 (${parsed.code}).`,
      };
}
