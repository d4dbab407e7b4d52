import { waitFor } from '~/tests/e2e/support/wait';
import type { BiDi, NodeRef } from './bidi';

type Role = 'button' | 'checkbox' | 'complementary' | 'heading' | 'listitem' | 'textbox';

/** A page of Firefox as a person meets it: by roles and names, clicks and keys. */
export class FirefoxPage {
  constructor(
    private readonly bidi: BiDi,
    readonly context: string,
    /** The element whose closed shadow root is looked into besides the page. */
    private readonly shadowHost: string | null = null,
  ) {}

  async has(role: Role, name: string): Promise<boolean> {
    return (await this.#locate({ type: 'accessibility', value: { role, name } })) !== null;
  }

  async find(role: Role, name: string): Promise<NodeRef> {
    const found = await waitFor(() =>
      this.#locate({ type: 'accessibility', value: { role, name } }),
    );
    if (!found) throw new Error(`no ${role} "${name}" in:\n${await this.text()}`);
    return found;
  }

  async click(role: Role, name: string): Promise<void> {
    const { sharedId } = await this.find(role, name);
    // At first the buttons of a confirmation do nothing, so that nobody presses them by mistake.
    // The popup that Gavel opens by itself has the focus, without which they do nothing either.
    const ready = `(element) => {
      globalThis.browser?.extension?.getViews({ type: 'popup' }).forEach((view) => view.close());
      element.scrollIntoView({ block: 'center' });
      if (!element.disabled && element.ariaDisabled !== 'true') return 'ready';
      return document.hasFocus() ? 'disabled' : 'without the focus';
    }`;
    let state: unknown;
    const isReady = await waitFor(async () => {
      state = await this.bidi.call(this.context, ready, [{ sharedId }]);
      if (state === 'without the focus') await this.bidi.activate(this.context);
      return state === 'ready';
    });
    if (!isReady) throw new Error(`${name} is ${state}`);
    const origin = { type: 'element', element: { sharedId } };
    await this.bidi.send('input.performActions', {
      context: this.context,
      actions: [
        {
          type: 'pointer',
          id: 'mouse',
          parameters: { pointerType: 'mouse' },
          actions: [
            { type: 'pointerMove', x: 0, y: 0, origin },
            { type: 'pointerDown', button: 0 },
            { type: 'pointerUp', button: 0 },
          ],
        },
      ],
    });
  }

  /** Opens the panel; it remembers how it was left. */
  async openPanel(): Promise<void> {
    const isOpen = () => this.has('button', 'Close Gavel');
    if (!(await waitFor(async () => (await isOpen()) || this.has('button', 'Open Gavel')))) {
      throw new Error('there is no panel');
    }
    if (!(await isOpen())) await this.click('button', 'Open Gavel');
  }

  /** Puts a text into a field as a paste does: in one piece, with the event that typing has. */
  async fill(name: string, text: string): Promise<void> {
    const { sharedId } = await this.find('textbox', name);
    await this.bidi.call(
      this.context,
      '(field, text) => { field.focus(); field.select(); document.execCommand("insertText", false, text); }',
      [{ sharedId }, { type: 'string', value: text }],
    );
  }

  /** Waits until this can be read. */
  async reads(wanted: RegExp): Promise<string> {
    let last = '';
    const found = await waitFor(async () => {
      last = await this.text();
      return wanted.test(last) && last;
    });
    if (!found) throw new Error(`does not read ${wanted}:\n${last}`);
    return found;
  }

  /** The text of the page, or of the closed shadow root. */
  async text(): Promise<string> {
    const root = await this.#root();
    if (this.shadowHost !== null && root === null) return '';
    const said = await this.bidi.call(
      this.context,
      '(root) => [...(root ?? document.body).children].map((it) => it.innerText).join("\\n")',
      [root ?? { type: 'null' }],
    );
    return typeof said === 'string' ? said : '';
  }

  async #root(): Promise<NodeRef | null> {
    if (this.shadowHost === null) return null;
    const [host] = await this.bidi.locate(this.context, { type: 'css', value: this.shadowHost });
    return host?.shadowRoot ?? null;
  }

  async #locate(locator: object): Promise<NodeRef | null> {
    const root = await this.#root();
    if (this.shadowHost !== null && root === null) return null;
    const found = await this.bidi.locate(this.context, locator, root);
    return found[0] ?? null;
  }
}
