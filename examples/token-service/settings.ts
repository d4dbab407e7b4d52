import { z } from 'zod';

export interface Settings {
  readonly appId: string;
  readonly keyId: string;
  readonly redirectUris: readonly string[];
  readonly hosts: readonly string[];
  readonly tokensPerMinute: number;
  readonly sessionHours: number;
  readonly ports: { readonly app: number; readonly login: number };
  readonly keyFile: string | null;
  readonly keyPem: string | null;
}

/** Chromium's address, from the extension's id, and Firefox's, from a hash of it. */
const REDIRECT_URI =
  /^https:\/\/(?:[a-p]{32}\.chromiumapp\.org|[0-9a-f]{40}\.extensions\.allizom\.org)\/gavel$/;

const KID = /^(vpaas-magic-cookie-[0-9a-z]{1,64})\/([A-Za-z0-9_-]{1,64})$/;

/** In the environment a list is one text, with blanks or commas in between. */
const list = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(/[\s,]+/).filter(Boolean) : value),
  z.array(z.string()),
);

/** In the environment a number is a text. */
const whole = (from: number, to: number) =>
  z.preprocess(
    (value) => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value),
    z
      .int({ error: `must be a whole number from ${from} to ${to}` })
      .min(from, { error: `must be ${from} or more` })
      .max(to, { error: `must be ${to} or less` }),
  );

const schema = z
  .object({
    GAVEL_KID: z
      .string()
      .regex(KID, {
        error:
          'must be the AppID and the id of its key as the JaaS console shows them: vpaas-magic-cookie-…/…',
      })
      .default(`vpaas-magic-cookie-${'0'.repeat(32)}/example`),
    GAVEL_KEY_FILE: z.string().optional(),
    GAVEL_KEY_PEM: z.string().optional(),
    GAVEL_REDIRECT_URIS: list.default([]),
    GAVEL_HOSTS: list.default(['anna']),
    GAVEL_TOKENS_PER_MINUTE: whole(1, 1000).default(30),
    SESSION_HOURS: whole(1, 24 * 30).default(8),
    APP_PORT: whole(0, 65_535).default(4000),
    LOGIN_PORT: whole(0, 65_535).default(4001),
  })
  .superRefine((raw, context) => {
    for (const uri of raw.GAVEL_REDIRECT_URIS.filter((one) => !REDIRECT_URI.test(one))) {
      context.addIssue({
        code: 'custom',
        path: ['GAVEL_REDIRECT_URIS'],
        message: `must be addresses such as https://<id>.chromiumapp.org/gavel or https://<hash>.extensions.allizom.org/gavel; ${JSON.stringify(uri)} is none`,
      });
    }
    if (raw.GAVEL_KEY_FILE !== undefined && raw.GAVEL_KEY_PEM !== undefined) {
      const message = 'must be left out where GAVEL_KEY_FILE is given';
      context.addIssue({ code: 'custom', path: ['GAVEL_KEY_PEM'], message });
    }
  });

/**
 * Reads the settings from the environment, or from a JSON file with the same names.
 *
 * @returns the settings, or a line for each field that is wrong, which never holds a key
 */
export function readSettings(
  source: Readonly<Record<string, unknown>>,
): { readonly settings: Settings } | { readonly problems: readonly string[] } {
  const { success, data, error } = schema.safeParse(source);
  if (!success) {
    const problems = error.issues.map(({ path, message }) => `${String(path[0])}: ${message}`);
    return { problems };
  }
  const [, appId = '', keyId = ''] = KID.exec(data.GAVEL_KID) ?? [];
  return {
    settings: {
      appId,
      keyId,
      redirectUris: data.GAVEL_REDIRECT_URIS,
      hosts: data.GAVEL_HOSTS,
      tokensPerMinute: data.GAVEL_TOKENS_PER_MINUTE,
      sessionHours: data.SESSION_HOURS,
      ports: { app: data.APP_PORT, login: data.LOGIN_PORT },
      keyFile: data.GAVEL_KEY_FILE ?? null,
      // Some shells and files of variables can only write a line break as `\n`.
      keyPem: data.GAVEL_KEY_PEM?.replaceAll('\\n', '\n') ?? null,
    },
  };
}
