// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { fixtureText } from '~/tests/unit/keys/fixture';
import { readKeyText } from '~/utils/keys/import/read-key';

const pem = fixtureText('pkcs8.pem');
const quoted = `"${pem.trim().replaceAll('\n', '\\n')}"`;
const app = `vpaas-magic-cookie-${'1d2e6a20'.repeat(4)}`;
const other = `vpaas-magic-cookie-${'ffffffff'.repeat(4)}`;
const one = (appId: string, keyId: string | null) => ({ found: 'one', appId, keyId });
const several = (...candidates: string[]) => ({ found: 'several', candidates });
const idsIn = async (text: string) => (await readKeyText(text)).ids;
const env = (...lines: string[]) => [...lines, `JAAS_PRIVATE_KEY=${quoted}`].join('\n');
const secret = (data: Record<string, string>) =>
  JSON.stringify({
    kind: 'Secret',
    data: Object.fromEntries(
      Object.entries({ ...data, key: pem }).map(([name, value]) => [name, btoa(value)]),
    ),
  });

describe('F16: the key id that is filled in', () => {
  it.each([
    ['before it a room', env(`JAAS_ROOM=${app}/standup`, `JAAS_KID=${app}/ed85b6`)],
    ['after it a room', env(`JAAS_KID=${app}/ed85b6`, `JAAS_ROOM=${app}/standup`)],
    ['before it something without a telling name', env(`X=${app}/standup`, `KID=${app}/ed85b6`)],
    ['a link to a meeting', env(`A=https://8x8.vc/${app}/standup`, `B=${app}/ed85b6`)],
    ['YAML', env(`room: ${app}/standup`, `kid: '${app}/ed85b6'`)],
    ['a program', env(`room = "${app}/standup";`, `const API_KEY = "${app}/ed85b6";`)],
    ['JSON', JSON.stringify({ room: `${app}/standup`, jaas: { keyId: `${app}/ed85b6` }, pem })],
    ['ids that stand apart', env(`JAAS_APP_ID=${app}`, 'JAAS_KEY_ID=ed85b6')],
    ['ids that stand apart, beside a room', env(`TENANT=${app}`, `R=${app}/x?jwt=`, 'kid: ed85b6')],
    ['a key id of production', env(`JAAS_APP_ID=${app}`, 'JAAS_PROD_KID=ed85b6')],
    ['another service’s key id', env(`APP_ID=${app}`, 'AWS_ACCESS_KEY_ID=AKIA', 'KEY_ID=ed85b6')],
    ['a comment', `# ${app}/ed85b6\n${pem}`],
    ['a sentence', `Our key (${app}/ed85b6):\n${pem}`],
    ['a Kubernetes Secret', secret({ room: `${app}/standup`, kid: `${app}/ed85b6` })],
    ['one with the ids apart', secret({ appId: app, kid: 'ed85b6' })],
    ['escaped slashes', `{"kid":"${app}\\/ed85b6","room":"${app}\\/standup","k":${quoted}}`],
  ])('is the one at its name, or the only one: %s', async (_, text) => {
    expect(await idsIn(text)).toEqual(one(app, 'ed85b6'));
  });

  it.each([
    ['at no name', env(`A=${app}/ed85b6`, `B=${app}/77aa01`), [`${app}/ed85b6`, `${app}/77aa01`]],
    [
      'at the same name',
      env(`DEV_KID=${app}/ed85b6`, `PROD_KID=${other}/77aa01`),
      [`${app}/ed85b6`, `${other}/77aa01`],
    ],
    [
      'of two AppIDs and one key id',
      env(`DEV=${app}`, `PROD=${other}`, 'KID=ed85b6'),
      [`${app}/ed85b6`, `${other}/ed85b6`],
    ],
  ])('is none where there are two: %s; they are shown', async (_, text, candidates) => {
    expect(await idsIn(text)).toEqual(several(...candidates));
  });

  it.each([
    ['a room in a Kubernetes Secret', secret({ room: `${app}/standup` }), one(app, null)],
    ['an AppID alone', env(`JAAS_APP_ID=${app}`), one(app, null)],
    ['an AppID and a room', env(`JAAS_ROOM=${app}/standup`), one(app, null)],
    ['two AppIDs, one at its name', env(`SUB=${app}`, `X=${other}`), one(app, null)],
    ['two AppIDs', env(`X=${app}`, `Y=${other}`), undefined],
    ['a key id without an AppID', env('KID=ed85b6'), undefined],
    ['another service’s key id', env(`APP_ID=${app}`, 'AWS_ACCESS_KEY_ID=AKIA'), one(app, null)],
    ['nothing', pem, undefined],
  ])('is left out where it does not stand there: %s', async (_, text, ids) => {
    expect(await idsIn(text)).toEqual(ids);
  });

  it('is known before an encrypted key is opened', async () => {
    const text = `KID=${app}/ed85b6\n${fixtureText('encrypted.pem')}`;
    expect(await readKeyText(text)).toMatchObject({
      code: 'needs-passphrase',
      ids: one(app, 'ed85b6'),
    });
  });
});
