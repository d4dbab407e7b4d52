import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import {
  type AxNode,
  drawTree,
  type English,
  type Name,
  nodesOf,
  type Role,
  textOf,
  translate,
} from './ax-node';
import { inTime, PATIENCE_MS, waitFor } from './wait';

interface Within {
  /** Only what is inside this one. */
  readonly within?: readonly [Role, Name?];
  readonly patienceMs?: number | undefined;
  /** No click is needed where this is there, by itself or since the last look. */
  readonly unless?: readonly [Role, Name?];
}

/**
 * A page as a person meets it: by the roles and names of the interface contract, with real input.
 * Every wait that fails says what was looked for and what was there, with a screenshot.
 */
export class Surface {
  constructor(
    readonly page: Page,
    /** What a failure calls it, such as "the popup". */
    readonly title: string,
    protected readonly outputDir: string,
    /** Where the texts are in another catalogue than the English one. */
    protected readonly english?: English,
  ) {}

  /** The tree that assistive technology sees right now. */
  async tree(): Promise<AxNode | null> {
    const tree = await this.page.accessibility.snapshot({ interestingOnly: false });
    if (this.english) translate(tree, this.english);
    return tree;
  }

  /** The first such element itself, as soon as there is one: for what no tree says, such as how it looks. */
  async element(
    role: Role,
    name?: Name,
    options: Within = {},
  ): Promise<ElementHandle<HTMLElement>> {
    const element = await elementOf(await this.find(role, name, options));
    return element as ElementHandle<HTMLElement>;
  }

  /** Every such element that is there right now. */
  async all(role: Role, name?: Name, { within }: Within = {}): Promise<AxNode[]> {
    const tree = await this.tree();
    const roots = within ? nodesOf(tree, ...within) : [tree];
    return roots.flatMap((root) => nodesOf(root, role, name));
  }

  /** The first such element, as soon as there is one. */
  async find(role: Role, name?: Name, options: Within = {}): Promise<AxNode> {
    const found = await waitFor(
      async () => (await this.all(role, name, options))[0],
      options.patienceMs,
    );
    return found ?? this.fail(`has no ${label(role, name)}`, options);
  }

  /** Waits until there is no such element any more. */
  async gone(role: Role, name?: Name, options: Within = {}): Promise<void> {
    const gone = await waitFor(
      async () => (await this.all(role, name, options)).length === 0,
      options.patienceMs,
    );
    if (!gone) await this.fail(`still has ${label(role, name)}`, options);
  }

  /** Clicks it as a mouse does. Something that is disabled is a failure, with the reason it gives. */
  async click(role: Role, name?: Name, options: Within = {}): Promise<void> {
    await this.#clicks(1, role, name, options);
  }

  /** A double click, as shaking hands make it. */
  async clickTwice(role: Role, name?: Name, options: Within = {}): Promise<void> {
    await this.#clicks(2, role, name, options);
  }

  async #clicks(count: 1 | 2, role: Role, name?: Name, options: Within = {}): Promise<void> {
    const clicked = await waitFor(async () => {
      if (options.unless && (await this.all(...options.unless)).length > 0) return true;
      const [node] = await this.all(role, name, options);
      if (!node) return false;
      if (node.disabled)
        throw new Error(`it is disabled: ${node.description ?? 'no reason given'}`);
      const element = await elementOf(node);
      const point = await restingPoint(element);
      if (!point) return false;
      const hasCome = await watchPress(element);
      try {
        await this.page.mouse.click(point.x, point.y, { count });
      } catch (error) {
        // A button that closes its own window is gone before the mouse button is up again.
        if (!this.page.isClosed()) throw error;
      }
      return hasCome();
    }, options.patienceMs).catch((error: Error) =>
      this.fail(`cannot click ${label(role, name)}: ${error.message}`, options),
    );
    if (!clicked) await this.fail(`has no ${label(role, name)} to click`, options);
  }

  /** Replaces what a field holds, by typing. */
  async fill(name: Name, text: string, role: 'textbox' | 'searchbox' = 'textbox'): Promise<void> {
    const element = await elementOf(await this.find(role, name));
    const isOpen = () => element.evaluate((field) => !(field as HTMLInputElement).disabled);
    if (!(await waitFor(isOpen))) await this.fail(`does not let ${String(name)} be filled in`);
    await element.focus();
    await element.evaluate((field) => (field as HTMLInputElement).select());
    await this.page.keyboard.press('Delete');
    await this.page.keyboard.sendCharacter(text);
  }

  /** Replaces what a field holds, by pasting from the clipboard. */
  async paste(name: Name, text: string): Promise<void> {
    const element = await elementOf(await this.find('textbox', name));
    await this.copy(text);
    await element.focus();
    await element.evaluate((field) => (field as HTMLTextAreaElement).select());
    await this.pressPaste();
  }

  /** Has this in the clipboard, as if it had been copied elsewhere. */
  async copy(text: string): Promise<void> {
    await this.page.bringToFront();
    await this.allowClipboard();
    await this.page.evaluate((content) => navigator.clipboard.writeText(content), text);
  }

  /** Pastes wherever the focus is. */
  async pressPaste(): Promise<void> {
    await this.page.keyboard.down('Control');
    await this.page.keyboard.press('KeyV', { commands: ['Paste'] });
    await this.page.keyboard.up('Control');
  }

  /** What was copied last. */
  async clipboard(): Promise<string> {
    await this.page.bringToFront();
    await this.allowClipboard();
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** Drags a file from outside over something and lets it go there. */
  async drop(role: Role, name: Name, path: string): Promise<void> {
    const element = await elementOf(await this.find(role, name));
    await element.scrollIntoView();
    const { x, y } = await element.clickablePoint();
    const session = await this.page.createCDPSession();
    const data = { items: [], files: [path], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await session.send('Input.dispatchDragEvent', { type, x, y, data });
    }
    await session.detach();
  }

  /** What stands in a field. */
  async valueOf(name: Name): Promise<string> {
    const element = await elementOf(await this.find('textbox', name));
    return element.evaluate((field) => (field as HTMLInputElement).value);
  }

  /** Chooses in a list by the words of the choice. */
  async select(name: Name, words: string): Promise<void> {
    const element = await elementOf(await this.find('combobox', name));
    const choices = await element.evaluate((list) =>
      [...(list as HTMLSelectElement).options].map(({ text, value, disabled }) => ({
        text,
        value,
        disabled,
      })),
    );
    const found = choices.find(({ text }) => (this.english?.(text) ?? [text]).includes(words));
    if (found === undefined || found.disabled)
      await this.fail(`has no choice ${JSON.stringify(words)}`);
    else await element.select(found.value);
  }

  /** Gives a file to the file input of this name. */
  async chooseFile(name: Name, path: string): Promise<void> {
    const element = await elementOf(await this.find('button', name));
    await (element as ElementHandle<HTMLInputElement>).uploadFile(path);
  }

  /** Everything that is read out, with single spaces. */
  async text(): Promise<string> {
    return textOf(await this.tree());
  }

  /** Waits until this can be read somewhere; returns everything that is read out then. */
  async reads(wanted: Name, { patienceMs }: Pick<Within, 'patienceMs'> = {}): Promise<string> {
    const text = await waitFor(async () => {
      const all = await this.text();
      return (typeof wanted === 'string' ? all.includes(wanted) : wanted.test(all)) && all;
    }, patienceMs);
    return text ?? this.fail(`does not read ${String(wanted)}`, { patienceMs });
  }

  /** `<name>.png` in the output folder; returns its path. */
  async screenshot(name: string): Promise<string> {
    const path = join(this.outputDir, `${name}.png`) as `${string}.png`;
    await mkdir(dirname(path), { recursive: true });
    await this.page.screenshot({ path, captureBeyondViewport: false });
    return path;
  }

  private async allowClipboard(): Promise<void> {
    // `URL.origin` is opaque for an extension's scheme.
    const [origin = ''] = /^[a-z-]+:\/\/[^/]+/.exec(this.page.url()) ?? [];
    const wanted = ['clipboard-read', 'clipboard-write'] as const;
    await this.page.browserContext().overridePermissions(origin, [...wanted]);
  }

  async close(): Promise<void> {
    if (!this.page.isClosed()) await this.page.close();
  }

  /** Throws with all that helps to see why: a screenshot and the tree. */
  async fail(what: string, { within, patienceMs = PATIENCE_MS }: Within = {}): Promise<never> {
    const where = within ? ` (looked in ${label(...within)})` : '';
    const name = `failed-${this.title.replaceAll(/\W+/g, '-')}-${Date.now()}`;
    // A page that is not in front may never be drawn: what went wrong is worth more than its picture.
    const shot = await inTime(this.screenshot(name)).catch(() => 'none could be taken');
    const tree = drawTree(await inTime(this.tree()).catch(() => null));
    throw new Error(
      `${this.title} ${what}${where}, after ${patienceMs} ms.\nScreenshot: ${shot}\n${tree}`,
    );
  }
}

async function elementOf(node: AxNode): Promise<ElementHandle<Element>> {
  const element = await node.elementHandle();
  if (!element) throw new Error(`${label(node.role, node.name)} is not an element`);
  return element as ElementHandle<Element>;
}

/** What stands still for so long rests, in milliseconds: two frames. */
const RESTS_MS = 34;

/**
 * Where to click it, once it rests and nothing lies over it: a row above that comes or goes, or a
 * notice that comes up, would have something else clicked.
 */
async function restingPoint(element: ElementHandle<Element>) {
  await element.scrollIntoView();
  const before = await element.clickablePoint();
  // Not two frames of its own: a page that is not in front draws none.
  await new Promise((resolve) => setTimeout(resolve, RESTS_MS));
  const isOnTop = await element.evaluate((wanted) => {
    // A page that is not in front does not know what lies where.
    if (document.hidden) return true;
    // In its own frame's coordinates; a link may have several boxes.
    const [box] = wanted.getClientRects();
    if (!box) return false;
    // Of the closed shadow root too, since the element is in our hands.
    const root = wanted.getRootNode() as Document | ShadowRoot;
    const hit = root.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    // A click on a label is one on what it names.
    if (wanted.contains(hit) || hit?.closest('label')?.control === wanted) return true;
    // In sight and yet under something that stays where it is, such as a foot.
    wanted.scrollIntoView({ block: 'center', behavior: 'instant' });
    return false;
  });
  const after = await element.clickablePoint();
  return isOnTop && before.x === after.x && before.y === after.y ? after : null;
}

/**
 * Whether a press has come to this element, whatever is made of it: it may move away between the look and
 * the press, and then a person sees that they missed. What is gone with it, or cannot be asked, counts too.
 */
async function watchPress(element: ElementHandle<Element>): Promise<() => Promise<boolean>> {
  const seen = await element
    .evaluateHandle((wanted) => {
      // A method: around other functions with names `tsx` puts a helper, which is not in the browser.
      const state = {
        pressed: false,
        wanted,
        handleEvent() {
          state.pressed = true;
        },
      };
      // A press on a label is one on what it names, and that element itself hears nothing of it.
      for (const aim of [wanted, ...((wanted as HTMLInputElement).labels ?? [])]) {
        aim.addEventListener('mousedown', state, { capture: true, once: true });
      }
      return state;
    })
    .catch(() => null);
  return async () =>
    seen?.evaluate(({ pressed, wanted }) => pressed || !wanted.isConnected).catch(() => true) ??
    true;
}

function label(role: string, name?: Name): string {
  if (name === undefined) return role;
  return `${role} ${typeof name === 'string' ? JSON.stringify(name) : String(name)}`;
}
