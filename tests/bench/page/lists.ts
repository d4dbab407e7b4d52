import { createRoot } from 'react-dom/client';
import type { Drawing, Lists, Opened } from './drawing';
import { drawn, rowsDrawn } from './frames';
import { addPlace } from './place';
import { plainOf } from './plain';
import { reactOf } from './react';

async function measured(root: HTMLElement, rows: number, show: () => void): Promise<Opened> {
  await drawn();
  const clicked = performance.now();
  show();
  const first = await rowsDrawn(root, 1);
  const all = await rowsDrawn(root, rows);
  return { first: first - clicked, all: all - clicked };
}

const lists: Lists = {
  async plain(card, css) {
    const { root, remove } = addPlace(css);
    const opened = await measured(root, rowsIn(card), () => root.append(plainOf(card)));
    remove();
    return opened;
  },

  async react(card, css) {
    const { root, remove } = addPlace(css);
    const react = createRoot(root);
    const opened = await measured(root, rowsIn(card), () => react.render(reactOf(card)));
    react.unmount();
    remove();
    return opened;
  },

  keep(card, css) {
    const { root } = addPlace(css);
    root.append(plainOf(card));
    const name = root.querySelectorAll('li.row .row__text').item(1).firstChild;
    if (name instanceof Text) changed = name;
  },

  async change(times, everyMs) {
    for (let time = 0; time < times; time += 1) {
      if (changed) changed.data = `Renamed ${time}`;
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  },
};

let changed: Text | null = null;

function rowsIn({ tag, attributes, children }: Drawing): number {
  const own =
    tag === 'li' && attributes.some(([name, value]) => name === 'class' && /^row/.test(value));
  return children.reduce(
    (sum, child) => sum + (typeof child === 'string' ? 0 : rowsIn(child)),
    own ? 1 : 0,
  );
}

(globalThis as unknown as { benchLists: Lists }).benchLists = lists;
