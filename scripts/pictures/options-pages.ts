import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../build/extension';
import { DESKTOP, LAPTOP, PHONE } from './sizes';
import type { Scenes } from './studio';

const SIZES = [LAPTOP, DESKTOP, PHONE];
/** Where nothing is out of sight. */
const WHOLE = [
  { width: 1280, height: 1900 },
  { width: 360, height: 3000 },
];

/** The options page; the activity is best taken after everything else. */
export const OPTIONS: Scenes = {
  keys: async ({ world, camera }) => {
    const options = await world.gavel.openOptions('keys');
    await options.checkKey('Forum');
    await camera.takeSizes(options, 'options-keys', SIZES);
    await options.click('button', 'More about this key');
    await options.click('DisclosureTriangle', 'Compare with the public key in the JaaS console');
    await camera.takeSizes(options, 'options-keys-compare', WHOLE);
    await options.close();
  },
  'key-test': async ({ world, key, camera }) => {
    const options = await world.gavel.openOptions('keys');
    await options.click('button', 'Test with JaaS…');
    await camera.takeSizes(options, 'options-key-test-question', SIZES);
    await options.click('button', 'Cancel', { within: ['listitem', 'Forum'] });
    await options.testKey('Forum', /JaaS accepts this key/);
    await camera.takeSizes(options, 'options-key-test-good', SIZES);
    world.simulator.unregisterKey(key);
    await options.testKey('Forum', /JaaS refused the token/);
    await camera.takeSizes(options, 'options-key-test-refused', SIZES);
    world.simulator.registerKey(key);
    await options.testKey('Forum', /JaaS accepts this key/);
    await options.close();
  },
  several: async ({ world, key, camera }) => {
    await world.newKeyInGavel('Town hall');
    await world.newKeyInGavel('Forum, next', key.appId);
    const options = await world.gavel.openOptions('keys');
    await options.find('listitem', 'Forum, next');
    await camera.takeSizes(options, 'options-keys-several', SIZES);
    for (const title of ['Town hall', 'Forum, next']) {
      const within = ['listitem', title] as const;
      await options.click('button', 'More about this key', { within });
      await options.click('button', 'Remove key', { within });
      await options.click('button', 'Remove', { within });
      await options.gone('listitem', title);
    }
    await options.close();
  },
  add: async ({ world, camera }) => {
    const options = await world.gavel.openOptions('keys');
    await options.openForm();
    await camera.takeSizes(options, 'options-add', SIZES);
    await options.fill('AppID', 'vpaas-magic-cookie-');
    await options.fill('Private key', 'not a key');
    await options.click('button', 'Add key');
    await options.find('alert');
    await camera.takeSizes(options, 'options-add-wrong', SIZES);
    await options.close();
  },
  'add-file': async ({ world, camera }) => {
    const options = await world.gavel.openOptions('keys');
    await options.openForm();
    const ids = ['ed85b6', '77aa01'].map((id) => `KID=vpaas-magic-cookie-1d2e6a201d594c8f/${id}`);
    for (const [name, file] of [
      ['options-add-openssh', 'openssh'],
      ['options-add-several-ids', 'encrypted.pem'],
    ] as const) {
      const pem = readFileSync(join(ROOT, 'tests/fixtures/keys', file), 'utf8');
      await options.paste('Private key', `${ids.join('\n')}\n${pem}`);
      await options.find('button', /^Use /);
      await camera.takeSizes(options, name, WHOLE);
    }
    await options.close();
  },
  others: async ({ world, camera }) => {
    for (const tab of ['activity', 'settings', 'about'] as const) {
      const options = await world.gavel.openOptions(tab);
      await options.find('heading');
      await camera.takeSizes(options, `options-${tab}`, SIZES);
      await options.close();
    }
    for (const tab of ['keys', 'settings'] as const) {
      const options = await world.gavel.openOptions(tab);
      await options.find('heading');
      await camera.takeSizes(options, `options-${tab}-whole`, WHOLE);
      await options.close();
    }
  },
};
