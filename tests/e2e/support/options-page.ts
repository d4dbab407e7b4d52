import { Surface } from './surface';

export interface KeyInput {
  readonly appId: string;
  readonly keyId: string;
  /** The private key's text, or a file that holds it. */
  readonly key: { readonly pem: string } | { readonly file: string };
  readonly label?: string;
  readonly filePassphrase?: string;
}

/** `options.html`, in its own tab. */
export class OptionsPage extends Surface {
  /** Fills the form in and sends it off; whether the key was taken is for the caller to see. */
  async submitKey(input: KeyInput): Promise<void> {
    await this.fill('AppID', input.appId);
    await this.fill('Key ID', input.keyId);
    if (input.label !== undefined) await this.fill('Label', input.label);
    if ('file' in input.key) await this.chooseFile('Private key file', input.key.file);
    else await this.fill('Private key', input.key.pem);
    if (input.filePassphrase !== undefined)
      await this.fill('File passphrase', input.filePassphrase);
    await this.click('button', 'Add key');
  }

  /** Brings a key into Gavel and waits until it stands in the list. */
  async addKey(input: KeyInput): Promise<void> {
    await this.submitKey(input);
    await this.find('listitem', input.label || input.appId, { within: ['list', 'Keys'] });
  }

  /** Lets Gavel sign and verify with the key; returns what it says of it. */
  async checkKey(title: string): Promise<string> {
    await this.click('button', 'Check key', { within: ['listitem', title] });
    return this.reads(/The key works here|cannot sign|locked/);
  }
}
