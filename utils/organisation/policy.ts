import * as z from 'zod';
import { isAppId } from '~/utils/jaas/ids';
import { isMeetingHost, MAIN_HOST, type MeetingHost } from '~/utils/jaas/room';
import type { KeyRules } from '~/utils/keys/deps';
import { bitsOf, publicHalf } from '~/utils/keys/import/jwk';
import { type PublicRefusalCode, readPublicKey } from '~/utils/keys/import/public-key';
import { MIN_BITS } from '~/utils/keys/import/refusal';
import { baseChoiceSchema, LABEL_LIMIT } from '~/utils/keys/key-record';
import { AT_ONCE, type FixedSettings } from '~/utils/storage/settings';
import {
  readServiceUrl,
  SERVICES_AT_MOST,
  type ServiceUrlRefusal,
  serviceOf,
  type TokenService,
  tokenServiceSchema,
} from './token-service';

/** What an organisation has decided for its hosts. What it has left out is for them to choose. */
export interface Policy extends KeyRules, FixedSettings {
  /** One an AppID. */
  readonly tokenServices: readonly TokenService[];
  /** Hosts beside 8x8.vc to let Gavel into; that remains for the host of the meeting to do. */
  readonly extraHosts: readonly MeetingHost[];
}

/** A part of a policy that Gavel does not keep to. */
export interface PolicyProblem {
  /** Such as `autoLockMinutes` or `tokenServices[1].url`; cut where it is very long. */
  readonly field: string;
  readonly code: PolicyProblemCode;
}

type PolicyProblemCode =
  | 'unknown-field'
  | 'bad-value'
  | 'not-a-list'
  | 'too-many'
  | 'not-an-entry'
  | 'bad-app-id'
  | 'bad-label'
  | 'second-of-app-id'
  | 'not-a-host'
  | 'too-short'
  | ServiceUrlRefusal
  | PublicRefusalCode;

export interface ReadPolicy {
  readonly policy: Policy;
  /** In the order of the fields. */
  readonly problems: readonly PolicyProblem[];
}

export const NO_POLICY: ReadPolicy = {
  policy: { tokenServices: [], extraHosts: [] },
  problems: [],
};

/** The longest time after which an organisation may have keys lock: a day, in minutes. */
export const MOST_LOCK_MINUTES = 1440;

/** The longest time for which it may have the activity kept, but for ever: a century, in days. */
export const MOST_KEEP_DAYS = 36_500;

const EXTRA_HOSTS_AT_MOST = 20;
const PROBLEMS_AT_MOST = 50;
const FIELD_NAME_LIMIT = 60;

/** The fields that are one value each. Bounds are here and not in the browser's schema: see `managed-schema.json`. */
const fixedSchema = z.object({
  ownKeys: z.exactOptional(z.enum(['allowed', 'forbidden'])),
  requirePassphrase: z.exactOptional(z.boolean()),
  autoLockMinutes: z.exactOptional(z.int().min(1).max(MOST_LOCK_MINUTES)),
  base: z.exactOptional(baseChoiceSchema),
  // The schemas of browsers have no null for a number.
  keepActivityDays: z.exactOptional(
    z
      .int()
      .min(0)
      .max(MOST_KEEP_DAYS)
      .transform((days) => (days === 0 ? null : days)),
  ),
  peopleAtOnce: z.exactOptional(z.int().min(AT_ONCE.least).max(AT_ONCE.most)),
});

type FixedField = keyof typeof fixedSchema.shape;

/** Whether a field is one value, and not a list. */
export function isFixedField(name: string): name is FixedField {
  return Object.hasOwn(fixedSchema.shape, name);
}

/** The fields of a policy. */
export const POLICY_FIELDS: readonly string[] = [
  'tokenServices',
  'extraHosts',
  ...Object.keys(fixedSchema.shape),
];

/** The fields of a token service in a policy. */
export const SERVICE_FIELDS: readonly string[] = ['appId', 'url', 'publicKeyPem', 'label'];

/**
 * Reads a policy field by field, and its lists entry by entry: what is wrong loses itself and nothing else.
 * Never throws.
 */
export async function readPolicy(raw: unknown): Promise<ReadPolicy> {
  const problems: PolicyProblem[] = [];
  const note: Note = (field, code) => {
    if (problems.length === PROBLEMS_AT_MOST) return;
    const isLong = field.length > FIELD_NAME_LIMIT;
    problems.push({ field: isLong ? `${field.slice(0, FIELD_NAME_LIMIT)}…` : field, code });
  };
  const fixed: Record<string, unknown> = {};
  let tokenServices: readonly TokenService[] = [];
  let extraHosts: readonly MeetingHost[] = [];
  for (const [name, value] of fieldsOf(raw) ?? []) {
    if (name === 'tokenServices') tokenServices = await readServices(value, note);
    else if (name === 'extraHosts') extraHosts = readHosts(value, note);
    else if (!isFixedField(name)) note(name, 'unknown-field');
    else if (fixedSchema.shape[name].safeParse(value).success) fixed[name] = value;
    else note(name, 'bad-value');
  }
  return { policy: { ...fixedSchema.parse(fixed), tokenServices, extraHosts }, problems };
}

type Note = (field: string, code: PolicyProblemCode) => void;

/** Fields without a value are not there. */
function fieldsOf(value: unknown): [string, unknown][] | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.entries(value).filter(([, each]) => each !== undefined);
}

/** The entries of a list that are looked at. */
function entriesOf(value: unknown, name: string, most: number, note: Note): readonly unknown[] {
  if (!Array.isArray(value)) {
    note(name, 'not-a-list');
    return [];
  }
  if (value.length > most) note(name, 'too-many');
  return value.slice(0, most);
}

async function readServices(value: unknown, note: Note): Promise<readonly TokenService[]> {
  const services: TokenService[] = [];
  const entries = entriesOf(value, 'tokenServices', SERVICES_AT_MOST, note);
  for (const [at, entry] of entries.entries()) {
    const name = `tokenServices[${at}]`;
    const service = await readService(entry, name, note);
    if (service === null) continue;
    if (serviceOf(services, service.appId)) note(`${name}.appId`, 'second-of-app-id');
    else services.push(service);
  }
  return services;
}

/** Without its label where only that is wrong. */
async function readService(entry: unknown, name: string, note: Note): Promise<TokenService | null> {
  const fields = fieldsOf(entry);
  if (fields === null) {
    note(name, 'not-an-entry');
    return null;
  }
  for (const [field] of fields) {
    if (!SERVICE_FIELDS.includes(field)) note(`${name}.${field}`, 'unknown-field');
  }
  const { appId, url, publicKeyPem, label } = Object.fromEntries(fields);
  if (!isAppId(appId)) note(`${name}.appId`, 'bad-app-id');
  const address = readServiceUrl(textOf(url));
  if (!address.ok) note(`${name}.url`, address.code);
  const key = await readPublicKey(textOf(publicKeyPem));
  if (!key.ok) note(`${name}.publicKeyPem`, key.code);
  const isLabel = label === undefined || (typeof label === 'string' && label.length <= LABEL_LIMIT);
  if (!isLabel) note(`${name}.label`, 'bad-label');
  const isShort = key.ok && bitsOf(key.jwk) < MIN_BITS;
  if (isShort) note(`${name}.publicKeyPem`, 'too-short');
  if (!isAppId(appId) || !address.ok || !key.ok || isShort) return null;
  const service = tokenServiceSchema.safeParse({
    appId,
    url: address.url,
    publicJwk: publicHalf(key.jwk),
    label: isLabel ? (label ?? '') : '',
  });
  // A modulus beyond all measure.
  if (!service.success) note(`${name}.publicKeyPem`, 'not-a-public-key');
  return service.data ?? null;
}

/** What is no text is read as its JSON, which is neither an address nor a key. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined ? '' : String(JSON.stringify(value));
}

function readHosts(value: unknown, note: Note): readonly MeetingHost[] {
  const hosts = new Set<MeetingHost>();
  const entries = entriesOf(value, 'extraHosts', EXTRA_HOSTS_AT_MOST, note);
  for (const [at, entry] of entries.entries()) {
    if (typeof entry === 'string' && entry !== MAIN_HOST && isMeetingHost(entry)) hosts.add(entry);
    else note(`extraHosts[${at}]`, 'not-a-host');
  }
  return [...hosts];
}
