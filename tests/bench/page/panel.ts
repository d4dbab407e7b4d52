import type { Drawing, Opened } from './drawing';
import { drawn, rowsDrawn } from './frames';

/** For the page with the panel: what its shadow root is asked. */
export interface PanelProbe {
  /** Presses the button and waits until so many rows are drawn. */
  open(root: ShadowRoot, rows: number): Promise<Opened>;
  close(root: ShadowRoot): Promise<void>;
  /** The open card as it stands. */
  drawing(root: ShadowRoot): Drawing;
}

async function open(root: ShadowRoot, rows: number): Promise<Opened> {
  // Whether it was open is remembered from meeting to meeting.
  await close(root);
  const tab = root.querySelector<HTMLElement>('.tab');
  if (!tab) throw new Error('The panel has no button.');
  const clicked = performance.now();
  tab.click();
  const first = await rowsDrawn(root, 1);
  const all = await rowsDrawn(root, rows);
  return { first: first - clicked, all: all - clicked };
}

async function close(root: ShadowRoot): Promise<void> {
  while (root.querySelector('.tab') === null) {
    root.querySelector<HTMLElement>('.head__close')?.click();
    await drawn();
  }
}

function drawing(root: ShadowRoot): Drawing {
  const card = root.querySelector('.card');
  if (!card) throw new Error('The panel is not open.');
  return drawingOf(card);
}

function drawingOf(element: Element): Drawing {
  const children = [...element.childNodes].flatMap((node): (Drawing | string)[] => {
    if (node instanceof Element) return [drawingOf(node)];
    return node instanceof Text ? [node.data] : [];
  });
  return {
    tag: element.localName,
    svg: element.namespaceURI === 'http://www.w3.org/2000/svg',
    attributes: [...element.attributes].map(({ name, value }) => [name, value]),
    children,
  };
}

(globalThis as unknown as { benchPanel: PanelProbe }).benchPanel = { open, close, drawing };
