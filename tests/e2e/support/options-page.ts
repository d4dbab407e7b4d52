import { basename } from 'node:path';
import { textOf } from './ax-node';
import { Surface } from './surface';
import { PATIENCE_MS, waitFor } from './wait';

export interface KeyInput {
  readonly appId: string;
  readonly keyId: string;
  /** The private key's text, pasted or typed at once, or a file that holds it. */
  readonly key:
    | { readonly pem: string }
    | { readonly paste: string }
    | { readonly file: string }
    | { readonly drop: string };
  readonly label?: string;
  readonly filePassphrase?: string;
}

/** What is said beside a field that is wrong. */
export interface FieldProblem {
  readonly text: string;
  /** A command to copy, where there is one. */
  readonly command: string | null;
}

/** `options.html`, in its own tab. */
export class OptionsPage extends Surface {
  /** Opens the form for a key, which is folded away once there is one. */
  async openForm(): Promise<void> {
    await this.click('button', /^Add (another|a) key$/, { unless: ['textbox', 'AppID'] });
  }

  /** Fills the form in; the key comes last, as what it says of itself may be looked at. */
  async fillKey(input: Omit<KeyInput, 'filePassphrase'>): Promise<void> {
    await this.openForm();
    await this.fill('AppID', input.appId);
    await this.fill('Key ID', input.keyId);
    if (input.label !== undefined) await this.fill('Label', input.label);
    const { key } = input;
    if ('file' in key) await this.chooseFile('Private key file', key.file);
    else if ('drop' in key) await this.drop('textbox', 'Private key', key.drop);
    else if ('paste' in key) await this.paste('Private key', key.paste);
    else await this.fill('Private key', key.pem);
    const path = 'file' in key ? key.file : 'drop' in key ? key.drop : null;
    if (path !== null) await this.reads(basename(path));
  }

  /** Fills the form in and sends it off; whether the key was taken is for the caller to see. */
  async submitKey(input: KeyInput): Promise<void> {
    await this.fillKey(input);
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
    return this.keyReads(title, /The key works here|cannot sign|is locked/);
  }

  /** Lets JaaS judge the key; returns what the key's item says once it reads this. */
  async testKey(title: string, wanted: RegExp): Promise<string> {
    const within = ['listitem', title] as const;
    await this.click('button', 'Test with JaaS…', { within });
    await this.keyReads(title, /Test this (key|token service) with JaaS\?.*Nobody is affected/);
    await this.click('button', 'Send the test', { within });
    return this.keyReads(title, wanted);
  }

  /** Waits until the item of this key reads this; returns all that it reads. */
  async keyReads(title: string, wanted: RegExp): Promise<string> {
    const text = await waitFor(async () => {
      const [item] = await this.all('listitem', title);
      const all = textOf(item ?? null);
      return wanted.test(all) && all;
    });
    return text ?? this.fail(`does not read ${wanted}`, { within: ['listitem', title] });
  }

  /**
   * Waits until something is said to be wrong with this field: it is marked, and an alert beside it
   * describes it.
   */
  async problemOf(name: string): Promise<FieldProblem> {
    const found = await waitFor(() => this.#problem(name));
    return found ?? this.fail(`says nothing wrong of ${name}`, { patienceMs: PATIENCE_MS });
  }

  /** Opens a row of the activity: the newest one where nothing else is said. */
  async openDetails(name: RegExp | string = /^Details of /): Promise<void> {
    await this.click('button', name, { within: ['table', 'Activity'] });
    await this.find('button', 'Copy details');
  }

  /** Protects all keys by a new passphrase. */
  async protect(passphrase: string): Promise<void> {
    await this.click('button', 'Protect with a passphrase');
    await this.fill('New passphrase', passphrase);
    await this.fill('Repeat new passphrase', passphrase);
    await this.click('button', 'Protect');
    await this.reads(/Unlocked until /);
  }

  async lockNow(): Promise<void> {
    await this.click('button', 'Lock now');
    await this.gone('button', 'Lock now');
  }

  async unlock(passphrase: string): Promise<void> {
    await this.fill('Passphrase', passphrase);
    await this.click('button', 'Unlock');
    await this.reads(/Unlocked until /);
  }

  async changePassphrase(current: string, next: string): Promise<void> {
    await this.click('button', 'Change passphrase');
    await this.fill('Current passphrase', current);
    await this.fill('New passphrase', next);
    await this.fill('Repeat new passphrase', next);
    await this.click('button', 'Change');
    await this.gone('button', 'Change');
    await this.reads('The passphrase was changed.');
  }

  async removePassphrase(current: string): Promise<void> {
    await this.click('button', 'Remove passphrase');
    await this.fill('Current passphrase', current);
    await this.click('button', 'Remove passphrase');
    await this.find('button', 'Protect with a passphrase');
  }

  async #problem(name: string): Promise<FieldProblem | null> {
    const node = (await this.all('textbox', name))[0];
    const element = await node?.elementHandle();
    if (!element) return null;
    return element.evaluate((field) => {
      if ((field as Element).getAttribute('aria-invalid') !== 'true') return null;
      const ids = (field as Element).getAttribute('aria-describedby')?.split(' ') ?? [];
      const beside = ids.map((id) => document.getElementById(id));
      const alert = beside.find((one) => one?.getAttribute('role') === 'alert');
      if (!alert) return null;
      const lines = [...alert.querySelectorAll('p')];
      const text = (lines.length > 0 ? lines : [alert]).map((line) => line.textContent).join(' ');
      return { text, command: alert.querySelector('code')?.textContent ?? null };
    });
  }
}
