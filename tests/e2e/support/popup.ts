import { RUN_MS } from '~/components/ui/guard';
import { textOf } from './ax-node';
import { Surface } from './surface';
import { waitFor } from './wait';

export type Yes = 'Ban' | 'Remove' | 'End meeting';

/** The button of each, which says the whole act. */
const ACTS: Record<Yes, RegExp> = {
  Ban: /^Ban( and remove| only| this token| \d+ (person|people))?$/,
  Remove: /^Remove( \d+ (person|people))?$/,
  'End meeting': /^End for everyone$/,
};

/** What a button describes itself with until a click on it counts. */
const JUST_CAME_UP = 'This button works after a moment';

/** `popup.html`: the toolbar's popup, or the small window that stands in for it. */
export class Popup extends Surface {
  /** Waits for the question and answers it with yes, also to what is to be ticked before. */
  async confirm(button: Yes): Promise<void> {
    await this.answerable(button);
    await this.click('button', ACTS[button]);
  }

  /** Waits for the question; returns its words. */
  async question(): Promise<string> {
    return (await this.find('heading', /\?$/)).name ?? '';
  }

  /** Shows what is seldom needed, where there is any of it and it is not shown yet. */
  async more(): Promise<void> {
    const [more] = await this.all('button', 'More');
    if (more && !more.expanded) await this.click('button', 'More');
  }

  /** Goes on by a link or a button of the popup, also where it is behind *More*. */
  async choose(name: string): Promise<void> {
    const found = await waitFor(async () => {
      for (const role of ['button', 'link'] as const) {
        if ((await this.all(role, name)).length > 0) return role;
      }
      await this.more();
      return null;
    });
    await this.click(found ?? 'button', name);
  }

  /** Waits until a status or an alert says this; returns its words. */
  async outcome(wanted: RegExp): Promise<string> {
    const said = await waitFor(async () => {
      const nodes = [...(await this.all('status')), ...(await this.all('alert'))];
      return nodes.map(textOf).find((text) => wanted.test(text));
    });
    return said ?? this.fail(`has no outcome that says ${wanted}`);
  }

  /** Waits until yes can be said: at first a click that was meant for something else does nothing. */
  async answerable(button: Yes): Promise<void> {
    const isEnabled = async () => {
      const [box] = await this.all('checkbox', /^Yes, /);
      if (box && box.checked !== true) await this.click('checkbox', /^Yes, /);
      return (await this.all('button', ACTS[button])).some((it) => !it.disabled);
    };
    if (!(await waitFor(isEnabled))) await this.fail(`does not let anybody press "${button}"`);
  }

  /** Waits until yes cannot be said, and not only because the question has just come up. */
  async unanswerable(button: Yes): Promise<void> {
    const isRefused = async () => {
      const [yes] = await this.all('button', ACTS[button]);
      return yes?.disabled === true && !(yes.description ?? '').includes(JUST_CAME_UP);
    };
    if (!(await waitFor(isRefused))) await this.fail(`still lets anybody press "${button}"`);
  }

  /** Opens the locked keys by the one button that then bans, once a click on it is an answer. */
  async unlockAndBan(passphrase: string): Promise<void> {
    const name = 'Unlock and ban';
    await this.fill('Passphrase', passphrase);
    const counts = async () => (await this.all('button', name)).some((it) => !it.disabled);
    if (!(await waitFor(counts))) await this.fail(`does not let anybody press "${name}"`);
    await this.pressUnlock();
  }

  /** Presses that button, and not so soon after the last press that it would be of a run of clicks. */
  async pressUnlock(): Promise<void> {
    await waitFor(() => Date.now() > this.#unlockPressedAt + RUN_MS);
    await this.click('button', 'Unlock and ban');
    this.#unlockPressedAt = Date.now();
  }
  #unlockPressedAt = 0;

  /** Opens the field of the private note and writes one. */
  async note(text: string): Promise<void> {
    await this.click('button', 'Add a note');
    await this.fill('Private note', text);
  }

  async cancel(): Promise<void> {
    await this.click('button', 'Cancel');
  }

  /** Waits until it has closed by itself. */
  async closed(): Promise<void> {
    if (!(await waitFor(() => this.page.isClosed()))) await this.fail('is still open');
  }
}
