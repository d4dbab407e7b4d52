import { textOf } from './ax-node';
import { Surface } from './surface';
import { waitFor } from './wait';

type Yes = 'Ban' | 'Remove' | 'End meeting';

/** `popup.html`: the toolbar's popup, or the small window that stands in for it. */
export class Popup extends Surface {
  /** Waits for the question and answers it with yes. */
  async confirm(button: Yes): Promise<void> {
    await this.click('button', button);
  }

  /** Waits for the question; returns its words. */
  async question(): Promise<string> {
    return (await this.find('heading', /\?$/)).name ?? '';
  }

  /** Goes on by a link or a button of the popup. */
  async choose(name: string): Promise<void> {
    const found = await waitFor(async () => {
      for (const role of ['button', 'link'] as const) {
        if ((await this.all(role, name)).length > 0) return role;
      }
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
    const isEnabled = async () => (await this.all('button', button)).some((it) => !it.disabled);
    if (!(await waitFor(isEnabled))) await this.fail(`does not let anybody press "${button}"`);
  }

  async cancel(): Promise<void> {
    await this.click('button', 'Cancel');
  }

  /** Waits until it has closed by itself. */
  async closed(): Promise<void> {
    if (!(await waitFor(() => this.page.isClosed()))) await this.fail('is still open');
  }
}
