import type { Evaluates } from '~/tests/e2e/support/evaluates';
import { waitFor } from '~/tests/e2e/support/wait';
import type { BiDi, NodeRef } from './bidi';

type Role =
  | 'button'
  | 'checkbox'
  | 'combobox'
  | 'complementary'
  | 'heading'
  | 'list'
  | 'listitem'
  | 'searchbox'
  | 'textbox';

/** One step of a pointer or of the keys, as WebDriver has it; each may take its time. */
export type Step = Readonly<Record<string, unknown>> & { readonly type: string };

const PRESS: readonly Step[] = [
  { type: 'pointerDown', button: 0 },
  { type: 'pointerUp', button: 0 },
];

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
    await this.clickAt(await this.ready(role, name));
  }

  /** Waits until a click on it does something. */
  async ready(role: Role, name: string): Promise<NodeRef> {
    const found = await this.find(role, name);
    const { sharedId } = found;
    // At first the buttons of a confirmation do nothing, so that nobody presses them by mistake.
    // The popup that Gavel opens by itself has the focus, without which they do nothing either.
    const ready = `(element) => {
      globalThis.browser?.extension?.getViews({ type: 'popup' }).forEach((view) => view.close());
      element.scrollIntoView({ block: 'center' });
      const { left, top } = element.getBoundingClientRect();
      if (!element.disabled && element.ariaDisabled !== 'true') return 'ready at ' + left + ', ' + top;
      return document.hasFocus() ? 'disabled' : 'without the focus';
    }`;
    let state: unknown;
    const isReady = await waitFor(async () => {
      const before = state;
      state = await this.bidi.call(this.context, ready, [{ sharedId }]);
      if (state === 'without the focus') await this.bidi.activate(this.context);
      // In a page that is still being drawn, a click would fall where the button was a moment ago.
      return state === before && String(state).startsWith('ready');
    });
    if (!isReady) throw new Error(`${name} is ${state}`);
    return found;
  }

  async focus({ sharedId }: NodeRef): Promise<void> {
    await this.bidi.call(this.context, '(element) => element.focus()', [{ sharedId }]);
  }

  /** The middle of an element, in the viewport. */
  async placeOf({ sharedId }: NodeRef): Promise<{ x: number; y: number }> {
    const middle = `(element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return JSON.stringify({ x: Math.round(left + width / 2), y: Math.round(top + height / 2) });
    }`;
    return JSON.parse(String(await this.bidi.call(this.context, middle, [{ sharedId }])));
  }

  /**
   * Clicks where a button is, whatever it is like: not waiting for it to be ready, nor to be seen.
   *
   * @param times how often
   * @param everyMs how long from one click to the next
   */
  async clickAt({ sharedId }: NodeRef, times = 1, everyMs = 0): Promise<void> {
    const one = everyMs > 0 ? [...PRESS, { type: 'pause', duration: everyMs }] : PRESS;
    await this.point([...at(sharedId), ...Array.from({ length: times }, () => one).flat()]);
  }

  /** What a mouse does: moves, presses, pauses. The browser itself keeps the time. */
  async point(actions: readonly Step[]): Promise<void> {
    const parameters = { pointerType: 'mouse' };
    await this.#perform({ type: 'pointer', id: 'mouse', parameters, actions });
  }

  /** What the keys do. */
  async press(actions: readonly Step[]): Promise<void> {
    await this.#perform({ type: 'key', id: 'keyboard', actions });
  }

  /** Presses one key after the other, wherever the focus is. */
  async type(keys: string): Promise<void> {
    const each = (value: string) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ];
    await this.press([...keys].flatMap(each));
  }

  async #perform(source: object): Promise<void> {
    await this.bidi.send('input.performActions', { context: this.context, actions: [source] });
  }

  async activate(): Promise<void> {
    await this.bidi.activate(this.context);
  }

  /**
   * Runs a function in the page's own world, and gives back what can be written as JSON. Nothing in
   * it counts as done by a person.
   */
  readonly evaluate = (async (run: unknown, ...args: unknown[]) => {
    const code = typeof run === 'string' ? run : `(${run})(...${JSON.stringify(args)})`;
    const declared = `async () => JSON.stringify({ value: await ${code} })`;
    const said = await this.bidi.call(this.context, declared, [], false);
    return JSON.parse(String(said)).value;
  }) as Evaluates['evaluate'];

  /** Opens the panel, if it is not open: one that was left open opens by itself a moment after a reload. */
  async openPanel(): Promise<void> {
    const isOpen = () => this.has('button', 'Close Gavel');
    const opened = await waitFor(async () => {
      if (await isOpen()) return true;
      if (!(await this.has('button', 'Open Gavel'))) return false;
      await this.click('button', 'Open Gavel');
      return this.find('button', 'Close Gavel');
    });
    if (!opened) throw new Error('there is no panel');
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

  /** Chooses from a list, by the value that stands behind the words. */
  async choose(name: string, value: string): Promise<void> {
    const { sharedId } = await this.find('combobox', name);
    await this.bidi.call(
      this.context,
      `(list, value) => {
        list.value = value;
        list.dispatchEvent(new Event('change', { bubbles: true }));
      }`,
      [{ sharedId }, { type: 'string', value }],
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

/** Moves the mouse there. */
function at(sharedId: string): Step[] {
  const origin = { type: 'element', element: { sharedId } };
  return [{ type: 'pointerMove', x: 0, y: 0, origin }];
}
