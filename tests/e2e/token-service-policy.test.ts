import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { APP, newMallory, SIGNED } from '~/tests/organisation/company';
import { operations } from './support/fence';
import { type ManagedBrowser, manageBrowser, whyNotManaged } from './support/managed';
import { beSignedIn, type OrganisedWorld } from './support/organisation';
import { startOrganisedWorld } from './support/world';

const whyNot = whyNotManaged();
const title = 'a token service that the organisation’s policy has';

let managed: ManagedBrowser;
let organised: OrganisedWorld;

describe.skipIf(whyNot !== null)(whyNot === null ? title : `${title} (skipped: ${whyNot})`, () => {
  beforeAll(async () => {
    managed = await manageBrowser(inject('chromePath'));
    organised = await startOrganisedWorld({ executablePath: managed.executablePath });
  });
  afterAll(async () => {
    await organised?.stop();
    await managed?.remove();
  });

  it('signs as soon as the policy comes, cannot be removed by the host, changes with it, and is gone with it', async () => {
    const { world, organisation, key } = organised;
    const decide = (policy: object | null) => managed.decide(world.gavel.extensionId, policy);
    const service = {
      appId: organisation.appId,
      url: organisation.tokenUrl,
      publicKeyPem: organisation.publicKeyPem,
    };
    const mallory = newMallory();
    const { page } = await world.joinMeeting(key.appId, [mallory]);
    await page.panel.open();
    await page.panel.reads('Gavel has no key for this AppID');

    await decide({ tokenServices: [service], ownKeys: 'forbidden' });
    await page.panel.reads('Key ready');
    const options = await world.gavel.openOptions('keys');
    await options.reads('Set by your organisation');
    expect(await options.all('textbox', 'AppID')).toEqual([]);
    await options.click('button', 'More about this token service');
    await options.reads(organisation.tokenUrl);
    expect(await options.all('button', 'Remove token service')).toEqual([]);
    await options.close();

    await beSignedIn(organised);
    await page.page.bringToFront();
    await page.panel.ban(mallory.name);
    const popup = await world.gavel.popup();
    await popup.reads(SIGNED);
    await popup.confirm('Ban');
    await popup.outcome(/JaaS accepted the ban/);
    expect(await operations(world)).toEqual(['BAN_USER', 'KICK_PARTICIPANT']);
    await popup.close();

    const keys = await world.gavel.openOptions('keys');
    await decide({ tokenServices: [{ ...service, label: 'Town hall' }] });
    await keys.find('listitem', 'Town hall');
    await decide(null);
    await keys.gone('listitem', 'Town hall');
    expect(await keys.text()).not.toContain(APP);
    await page.page.bringToFront();
    await page.panel.reads('Gavel has no key for this AppID');
    await keys.close();
    await page.close();
  });
});
