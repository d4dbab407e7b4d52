import type { KeyStage, Step } from '../stage';

export const addKey: Step<KeyStage> = {
  title: 'The host brings the key file into Gavel',
  async play({ world, key, keyFile }) {
    const options = await world.gavel.openOptions('keys');
    const label = 'Demo key';
    await options.addKey({ appId: key.appId, keyId: key.keyId, key: { file: keyFile }, label });
    const verdict = await options.checkKey(label);
    const picture = await options.screenshot('1-key');
    await options.close();
    return {
      read: [`“${label}” in the list of keys`, sentenceWith(verdict, 'The key works here')],
      sent: [],
      pictures: [picture],
    };
  },
};

/** The one sentence of a page's text that begins so. */
function sentenceWith(text: string, beginning: string): string {
  const [sentence = ''] = text.slice(text.indexOf(beginning)).split(/(?<=\.)\s/);
  return sentence;
}
