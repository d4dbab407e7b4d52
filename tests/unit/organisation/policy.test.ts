// @vitest-environment node
import { generateKeyPairSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GECKO_ID } from '~/gecko-id';
import { inputs } from '~/tests/depth';
import {
  NO_POLICY,
  POLICY_FIELDS,
  type ReadPolicy,
  readPolicy,
  SERVICE_FIELDS,
} from '~/utils/organisation/policy';
import { fixtureText } from '../keys/fixture';

const publicKeyPem = fixtureText('public.pem');
const appId = 'vpaas-magic-cookie-1';
const url = 'https://app.example.com/gavel/token';
const service = { appId, url, publicKeyPem, label: 'Example' };

/** One good value of each field, as an administrator writes it. */
const GOOD: Readonly<Record<string, unknown>> = {
  tokenServices: [service],
  ownKeys: 'forbidden',
  requirePassphrase: true,
  autoLockMinutes: 45,
  base: 'current',
  keepActivityDays: 30,
  peopleAtOnce: 2,
  extraHosts: ['stage.8x8.vc'],
};

/** What each of them is read as. */
const READ = (await readPolicy(GOOD)).policy as unknown as Readonly<Record<string, unknown>>;

const problemsOf = async (raw: unknown) => (await readPolicy(raw)).problems;

/** The policy of one token service with these fields instead of its own. */
const withService = (more: Record<string, unknown>) => ({
  tokenServices: [{ ...service, ...more }],
});

describe('a policy', () => {
  it('is read field by field', async () => {
    expect(await readPolicy(GOOD)).toEqual({
      policy: {
        ownKeys: 'forbidden',
        requirePassphrase: true,
        autoLockMinutes: 45,
        base: 'current',
        keepActivityDays: 30,
        peopleAtOnce: 2,
        extraHosts: ['stage.8x8.vc'],
        tokenServices: [
          {
            appId,
            url,
            label: 'Example',
            publicJwk: { kty: 'RSA', n: expect.any(String), e: 'AQAB' },
          },
        ],
      },
      problems: [],
    });
  });

  it.each([undefined, null, {}, [], 'forbidden', 7])('that is %j decides nothing', async (raw) => {
    expect(await readPolicy(raw)).toEqual(NO_POLICY);
  });

  it('has the activity kept for ever by a zero, for which the browsers’ schemas have no other word', async () => {
    expect((await readPolicy({ keepActivityDays: 0 })).policy.keepActivityDays).toBeNull();
  });

  it('has names for its fields that are those of the browser’s schema', async () => {
    const schema = JSON.parse(await readFile('public/managed-schema.json', 'utf8'));
    expect(Object.keys(schema.properties).sort()).toEqual([...POLICY_FIELDS].sort());
    expect(Object.keys(GOOD).sort()).toEqual([...POLICY_FIELDS].sort());
    const { properties } = schema.properties.tokenServices.items;
    expect(Object.keys(properties).sort()).toEqual([...SERVICE_FIELDS].sort());
  });

  it('may have any value in the schema that it may have in Gavel, which then names what is wrong', async () => {
    const schema = JSON.parse(await readFile('public/managed-schema.json', 'utf8'));
    const types = { string: 'string', boolean: 'boolean', number: 'integer', object: 'array' };
    for (const [field, { type, minimum, maximum, enum: choices }] of Object.entries<
      Record<string, unknown>
    >(schema.properties)) {
      expect(type, field).toBe(types[typeof GOOD[field] as keyof typeof types]);
      expect([minimum, maximum, choices], field).toEqual([undefined, undefined, undefined]);
    }
  });
});

it('the files of docs/organisations.md have no field that Gavel does not know, and no value it does not take', async () => {
  const text = await readFile('docs/organisations.md', 'utf8');
  const files = [...text.matchAll(/```json\n(.*?)```/gs)].map(([, file = '']) => JSON.parse(file));
  const policies = files.map(
    (file) =>
      file.data ??
      file['3rdparty']?.extensions.EXTENSION_ID ??
      file.policies['3rdparty'].Extensions[GECKO_ID],
  );
  expect(policies).toHaveLength(3);
  expect(Object.keys(policies[0]).sort()).toEqual([...POLICY_FIELDS].sort());
  const problems = await Promise.all(policies.map(problemsOf));
  // The public key is cut there.
  const cut = { field: 'tokenServices[0].publicKeyPem', code: 'not-a-public-key' };
  expect(problems).toEqual([[cut], [], []]);
});

it('docs/organisations.md calls Gavel in Firefox by the id it has, wherever an administrator copies it from', async () => {
  const text = await readFile('docs/organisations.md', 'utf8');
  const ids = [...text.matchAll(/[\w.-]+@[\w.-]*\w/g)].map(([id]) => id.replace(/\.json$/, ''));
  expect(ids.length).toBeGreaterThan(4);
  expect(new Set(ids)).toEqual(new Set([GECKO_ID]));
});

describe('what is wrong in a policy', () => {
  it.each([
    ['ownKeys', 'never'],
    ['ownKeys', true],
    ['requirePassphrase', 'yes'],
    ['autoLockMinutes', 0],
    ['autoLockMinutes', 1441],
    ['autoLockMinutes', 7.5],
    ['autoLockMinutes', '30'],
    ['base', 'newest'],
    ['keepActivityDays', -1],
    ['keepActivityDays', 36_501],
    ['keepActivityDays', null],
    ['peopleAtOnce', 0],
    ['peopleAtOnce', 7],
  ])('is named, and counts for nothing: %s is %j', async (field, value) => {
    const { policy, problems } = await readPolicy({ [field]: value });
    expect(problems).toEqual([{ field, code: 'bad-value' }]);
    expect(policy).toEqual(NO_POLICY.policy);
  });

  it('is a field that Gavel does not know, such as a typing error', async () => {
    expect(await problemsOf({ ownkeys: 'forbidden', __proto__: null })).toEqual([
      { field: 'ownkeys', code: 'unknown-field' },
    ]);
    const hostile = JSON.parse('{ "__proto__": { "ownKeys": "forbidden" }, "toString": 1 }');
    const { policy, problems } = await readPolicy(hostile);
    expect(problems.map(({ field }) => field)).toEqual(['__proto__', 'toString']);
    expect(policy.ownKeys).toBeUndefined();
  });

  it('is a list that is none, or too long', async () => {
    expect(await problemsOf({ tokenServices: {}, extraHosts: 'stage.8x8.vc' })).toEqual([
      { field: 'tokenServices', code: 'not-a-list' },
      { field: 'extraHosts', code: 'not-a-list' },
    ]);
    const many = Array.from({ length: 60 }, (_, at) => ({ ...service, appId: `${appId}${at}` }));
    const { policy, problems } = await readPolicy({ tokenServices: many });
    expect(problems).toEqual([{ field: 'tokenServices', code: 'too-many' }]);
    expect(policy.tokenServices).toHaveLength(50);
  });

  it.each(['8x8.vc', 'meet.example', 'https://stage.8x8.vc', 'evil8x8.vc', '', 7, null])(
    'is a host that no meeting of 8x8 is on: %j',
    async (host) => {
      const { policy, problems } = await readPolicy({ extraHosts: [host, 'stage.8x8.vc'] });
      expect(problems).toEqual([{ field: 'extraHosts[0]', code: 'not-a-host' }]);
      expect(policy.extraHosts).toEqual(['stage.8x8.vc']);
    },
  );

  it('is told no more than fifty times, by names that are cut', async () => {
    const many = Array.from({ length: 90 }, (_, at) => [`${at}${'x'.repeat(5000)}`, 1]);
    const problems = await problemsOf(Object.fromEntries(many));
    expect(problems).toHaveLength(50);
    for (const { field } of problems) expect(field.length).toBeLessThanOrEqual(61);
  });
});

describe('a token service of a policy', () => {
  it.each([
    [{ appId: 'example' }, 'appId', 'bad-app-id'],
    [{ appId: undefined }, 'appId', 'bad-app-id'],
    [{ url: 'http://app.example.com/' }, 'url', 'not-https'],
    [{ url: 'https://user:secret@app.example.com/' }, 'url', 'with-password'],
    [{ url: undefined }, 'url', 'empty'],
    [{ url: { href: url } }, 'url', 'not-an-address'],
    [{ publicKeyPem: 'soon' }, 'publicKeyPem', 'not-a-public-key'],
    [{ publicKeyPem: undefined }, 'publicKeyPem', 'empty'],
    [{ publicKeyPem: 5 }, 'publicKeyPem', 'not-a-public-key'],
  ])('with %j is left out, and the field is named', async (more, field, code) => {
    const { policy, problems } = await readPolicy(withService(more));
    expect(problems).toEqual([{ field: `tokenServices[0].${field}`, code }]);
    expect(policy.tokenServices).toEqual([]);
  });

  it('of a key that is too short for JaaS is not used, and named as that', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const short = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const { policy, problems } = await readPolicy(withService({ publicKeyPem: short }));
    expect(problems).toEqual([{ field: 'tokenServices[0].publicKeyPem', code: 'too-short' }]);
    expect(policy.tokenServices).toEqual([]);
  });

  it.each(['pkcs8.pem', 'pkcs1.pem'])('with a private key is refused as that: %s', async (file) => {
    const { policy, problems } = await readPolicy(withService({ publicKeyPem: fixtureText(file) }));
    expect(problems).toEqual([{ field: 'tokenServices[0].publicKeyPem', code: 'private-key' }]);
    expect(JSON.stringify(policy)).not.toMatch(/PRIVATE|"d"/);
    expect(policy.tokenServices).toEqual([]);
  });

  it('has all that is wrong with it told at once, and the others stay', async () => {
    const { policy, problems } = await readPolicy({
      tokenServices: ['soon', { appId: 'x', url: '', publicKeyPem: '' }, service],
    });
    expect(problems).toEqual([
      { field: 'tokenServices[0]', code: 'not-an-entry' },
      { field: 'tokenServices[1].appId', code: 'bad-app-id' },
      { field: 'tokenServices[1].url', code: 'empty' },
      { field: 'tokenServices[1].publicKeyPem', code: 'empty' },
    ]);
    expect(policy.tokenServices).toMatchObject([{ appId }]);
  });

  it('loses only its label where that is wrong, and nothing by a field that is not known', async () => {
    const { policy, problems } = await readPolicy(
      withService({ label: 'x'.repeat(101), lable: 'y' }),
    );
    expect(problems).toEqual([
      { field: 'tokenServices[0].lable', code: 'unknown-field' },
      { field: 'tokenServices[0].label', code: 'bad-label' },
    ]);
    expect(policy.tokenServices).toMatchObject([{ appId, label: '' }]);
  });

  it('is the first of its AppID', async () => {
    const { policy, problems } = await readPolicy({
      tokenServices: [service, { ...service, url: 'https://other.example/' }],
    });
    expect(problems).toEqual([{ field: 'tokenServices[1].appId', code: 'second-of-app-id' }]);
    expect(policy.tokenServices).toMatchObject([{ url }]);
  });
});

describe('whatever an administrator writes', () => {
  const anything = fc.anything({ maxDepth: 4 });
  const fields = fc.constantFrom(...POLICY_FIELDS);

  it('is read without an error, as a policy and what is wrong with it', async () => {
    const likely = fc.dictionary(fc.oneof(fields, fc.string()), fc.oneof(anything, fc.jsonValue()));
    await fc.assert(
      fc.asyncProperty(fc.oneof(likely, anything), async (raw) => {
        const { policy, problems } = await readPolicy(raw);
        expect(problems.length).toBeLessThanOrEqual(50);
        expect(isKnown(policy)).toBe(true);
      }),
      { numRuns: inputs(1500) },
    );
  });

  it('a wrong field never loses another one', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.subarray(Object.keys(GOOD)),
        fields,
        anything,
        async (good, bad, value) => {
          const kept = good.filter((name) => name !== bad);
          const raw = {
            ...Object.fromEntries(kept.map((name) => [name, GOOD[name]])),
            [bad]: value,
          };
          const { policy } = (await readPolicy(raw)) as unknown as {
            policy: Record<string, unknown>;
          };
          for (const name of kept) expect(policy[name]).toEqual(READ[name]);
        },
      ),
      { numRuns: inputs(1500) },
    );
  });
});

/** Whether there is nothing in a policy but what one may hold. */
function isKnown({ tokenServices, extraHosts, ...fixed }: ReadPolicy['policy']): boolean {
  const values: Readonly<Record<string, (value: unknown) => boolean>> = {
    ownKeys: (value) => value === 'allowed' || value === 'forbidden',
    requirePassphrase: (value) => typeof value === 'boolean',
    autoLockMinutes: (value) => isBetween(value, 1, 1440),
    base: (value) => ['auto', 'classic', 'current'].includes(String(value)),
    keepActivityDays: (value) => value === null || isBetween(value, 1, 36_500),
    peopleAtOnce: (value) => isBetween(value, 1, 6),
  };
  return (
    tokenServices.every((one) => one.url.startsWith('http')) &&
    extraHosts.every((host) => host.endsWith('.8x8.vc')) &&
    Object.entries(fixed).every(([name, value]) => values[name]?.(value))
  );
}

function isBetween(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
}
