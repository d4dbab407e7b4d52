// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createSources } from '~/utils/background/sources';
import { ownActions } from '~/utils/background/views';
import { OUTCOME_CODES, outcomeOf, type Reply } from '~/utils/jaas/outcome';
import { TOKEN_REFUSALS } from '~/utils/jaas/token-refusal';
import type { Action } from '~/utils/journal/action';
import { createKeyring, type Keyring } from '~/utils/keys/keyring';
import { messages } from '~/utils/messages/protocol';
import type { TokenService } from '~/utils/organisation/token-service';
import { APP_ID, FRAME, KEY_ID, staged } from '../actions/samples';
import { OTHER_APP } from '../jaas/samples';
import { step } from '../journal/activity-samples';
import { add, type FakeDeps, fakeDeps } from '../keys/fakes';
import { MEETING } from '../messages/samples';
import { tokenWorld } from '../organisation/token-services';
import { SERVICE } from '../organisation/tokens';

let profile: FakeDeps;
let keys: Keyring;

beforeEach(() => {
  profile = fakeDeps();
  keys = createKeyring(profile);
});

const sources = (services: TokenService[]) =>
  createSources({ keys, tokens: tokenWorld(services).tokens });

describe('who signs for an AppID', () => {
  it('is its token service, although there is a key, which is not opened for that', async () => {
    await add(profile, { appId: APP_ID, keyId: KEY_ID });
    const open = vi.fn();
    expect(await sources([SERVICE]).stateOf(APP_ID, open)).toEqual({
      state: 'ready',
      keyId: null,
      label: 'Town hall',
      service: 'app.example.com',
    });
    expect(open).not.toHaveBeenCalled();
  });

  it('is its key, where the service is another AppID’s', async () => {
    await add(profile, { appId: APP_ID, keyId: KEY_ID, label: 'Forum' });
    const open = vi.fn();
    const state = await sources([{ ...SERVICE, appId: OTHER_APP }]).stateOf(APP_ID, open);
    expect(state).toEqual({ state: 'ready', keyId: KEY_ID, label: 'Forum' });
    expect(open).toHaveBeenCalledOnce();
  });

  it('is nobody, where there is neither', async () => {
    expect(await sources([]).stateOf(APP_ID)).toMatchObject({ state: 'none', keyId: null });
  });

  it('is named by the host of a service without a label', async () => {
    const unnamed = { ...SERVICE, label: '', url: 'https://app.example.com:8443/token' };
    const { stateOf, states } = sources([unnamed]);
    expect(await stateOf(APP_ID)).toMatchObject({ label: 'app.example.com:8443' });
    expect(await states()).toMatchObject([{ label: 'app.example.com:8443' }]);
  });

  it('is listed once an AppID', async () => {
    await add(profile, { appId: APP_ID, keyId: KEY_ID });
    await add(profile, { appId: OTHER_APP, keyId: KEY_ID, label: 'Other' });
    expect(await sources([SERVICE]).states()).toEqual([
      { appId: APP_ID, label: 'Town hall', state: 'ready', service: 'app.example.com' },
      { appId: OTHER_APP, label: 'Other', state: 'ready' },
    ]);
  });
});

describe('a panel', () => {
  /** The state as it leaves the background for a panel. */
  const told = async (services: TokenService[], actions: readonly Action[] = []) =>
    messages['panel.state'].response.parse({
      key: await sources(services).stateOf(APP_ID),
      actions: ownActions({ frame: FRAME, meeting: MEETING }, actions, 0),
      batch: null,
    });

  const ended = (change: Partial<Action>, reply: Reply): Action => {
    const outcome = outcomeOf('ban-user', 'classic', reply);
    return staged({
      state: 'done',
      steps: [{ ...step('ban-user', outcome.result), outcome }],
      ...change,
    });
  };

  it('hears the same of a token service as of a key', async () => {
    const signedBy = async (services: TokenService[], signer: Partial<Action>) =>
      JSON.stringify(await told(services, [ended(signer, { answer: { status: 200 } })]));
    const byService = await signedBy([SERVICE], { keyId: null, service: 'app.example.com' });
    await add(profile, { appId: APP_ID, keyId: KEY_ID });
    const byKey = await signedBy([], { keyId: KEY_ID });
    expect(byService).toBe(byKey);
    expect((await told([SERVICE])).key).toEqual({ state: 'ready' });
  });

  it.each(TOKEN_REFUSALS)(
    'that has no token (%s) hears the same as of a key that cannot sign',
    async (refusal) => {
      const service = { keyId: null, service: 'app.example.com' };
      const refused = ended(service, { failure: 'no-token', refusal });
      const broken = ended({ keyId: KEY_ID }, { failure: 'signing-failed' });
      const state = await told([SERVICE], [refused]);
      expect(state).toEqual(await told([SERVICE], [broken]));
      expect(JSON.stringify(state)).not.toMatch(/no-token|refusal|service|example/);
    },
  );

  it('hears whatever else became of an action as it is', async () => {
    for (const code of OUTCOME_CODES.filter((one) => one !== 'no-token')) {
      const outcome = { result: 'failed', code, base: 'classic', sent: false } as const;
      const action = staged({ state: 'done', steps: [{ ...step('kick', 'failed'), outcome }] });
      expect((await told([], [action])).actions[0]?.steps[0]?.outcome).toEqual(outcome);
    }
  });
});
