import type { ElementHandle, Page, Protocol } from 'puppeteer-core';

type AxNode = Protocol.Accessibility.AXNode;

/** What a voice does not say by itself. */
const SILENT = [
  'none',
  'generic',
  'InlineTextBox',
  'paragraph',
  'time',
  'RootWebArea',
  'MenuListPopup',
  'LabelText',
];

/** What is called by its words is not read twice. */
const CALLED_BY_WORDS = ['button', 'heading', 'link', 'option', 'tab', 'term'];

/**
 * A surface as a screen reader goes through it from its beginning to its end: one line an element, with its role, its
 * name, its state and what describes it; text as it stands. Every time of day is 0:00.
 *
 * @param role of the element that is read; the whole page without one
 */
export async function reading(page: Page, role?: string): Promise<string> {
  const session = await page.createCDPSession();
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const start = role ? nodes.find((node) => node.role?.value === role) : nodes[0];
  if (!start) throw new Error(`Nothing here is a ${role}.`);
  const lines: { text: string; depth: number; isWords: boolean }[] = [];

  function read(node: AxNode, depth: number, wordsGoOn: boolean): void {
    const said = String(node.role?.value ?? '');
    const name = String(node.name?.value ?? '');
    if (said === 'StaticText' && !node.ignored) {
      const last = lines.at(-1);
      if (wordsGoOn && last?.isWords) last.text += name;
      else if (name.trim() !== '') lines.push({ text: name, depth, isWords: true });
      return;
    }
    const isSilent = node.ignored || SILENT.includes(said);
    if (!isSilent) lines.push({ text: spoken(node, said, name), depth, isWords: false });
    if (CALLED_BY_WORDS.includes(said) && name !== '') return;
    const below = (node.childIds ?? []).flatMap((id) => byId.get(id) ?? []);
    for (const [at, child] of below.entries()) {
      // Words of one line, of which some stand in an element of their own, such as a name.
      const before = below[at - 1];
      const goesOn = at > 0 && isInline(child) && before !== undefined && isInline(before);
      read(child, depth + (isSilent ? 0 : 1), goesOn || (at === 0 && isSilent && wordsGoOn));
    }
  }

  read(start, 0, false);
  const text = lines.map(({ text: one, depth }) => `${'  '.repeat(depth)}${one.trim()}`);
  return atMidnight(text.join('\n'));
}

/** The same whenever it is read. */
function atMidnight(text: string): string {
  return text.replaceAll(/\b\d{1,2}:\d\d(:\d\d)?\b/g, '0:00');
}

function isInline({ role, ignored, childIds = [] }: AxNode): boolean {
  return role?.value === 'StaticText' || (ignored === true && childIds.length === 1);
}

function spoken(node: AxNode, role: string, name: string): string {
  const is = Object.fromEntries(
    (node.properties ?? []).map((one) => [one.name, one.value.value]),
  ) as Record<string, unknown>;
  const description = String(node.description?.value ?? '');
  const parts = [
    role === 'heading' ? `heading ${is.level}` : role,
    name && `“${name}”`,
    node.value?.value && `= ${node.value.value}`,
    is.pressed === 'true' && 'pressed',
    is.expanded === true && 'expanded',
    is.expanded === false && role !== 'combobox' && 'collapsed',
    is.checked === 'true' && 'checked',
    is.checked === 'false' && 'not checked',
    is.selected === true && 'selected',
    is.disabled === true && 'dimmed',
    is.focused === true && 'focused',
    is.keyshortcuts && `key ${is.keyshortcuts}`,
    description && description !== name && `(${description})`,
  ];
  return parts.filter(Boolean).join(' ');
}

/** Hears what is spoken by itself: each change of a live region, once it has words. */
export async function listen(root: ElementHandle<Element>): Promise<() => Promise<string[]>> {
  const heard = await root.evaluateHandle((it) => {
    const all: string[] = [];
    const before = new Map<Element, string>();
    const words = (node: Node): string => {
      if (node instanceof Text) return node.data;
      const drawn = node instanceof HTMLElement ? (node.dataset.text ?? '') : '';
      return drawn + [...node.childNodes].map(words).join(' ');
    };
    const look = () => {
      for (const region of it.querySelectorAll('[role="status"], [role="alert"], [aria-live]')) {
        const text = words(region).replaceAll(/\s+/g, ' ').trim();
        const isOff = region.getAttribute('aria-live') === 'off';
        if (!isOff && text !== '' && text !== (before.get(region) ?? '')) {
          all.push(`${region.role ?? 'live'}: ${text}`);
        }
        before.set(region, text);
      }
    };
    look();
    new MutationObserver(look).observe(it, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
    return all;
  });
  return async () => (await heard.evaluate((all) => all)).map(atMidnight);
}
