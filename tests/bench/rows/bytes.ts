import { EXTENSION_DIR } from '~/scripts/build/extension';
import { buildEmpty } from '../minimal/empty-extension';
import type { Line, Row } from '../row';
import { filesOfPage, type Weight, weigh } from '../weigh';

/** Gzip, in bytes. */
const READER_MOST = 3 * 1024;
const PANEL_MOST = 30 * 1024;

export const bytes: Row = {
  id: 'bytes',
  title: 'Bytes of what is injected into a meeting page, and of worker, popup and options',
  floor: 'the same parts, empty, built by WXT the same way',
  rival: null,
  async run({ temp }) {
    const empty = await buildEmpty(temp);
    const content = await weigh(empty, ['content-scripts/empty.js']);
    const page = await weigh(empty, await filesOfPage(empty, 'popup.html'));
    const of = (file: string) => weigh(EXTENSION_DIR, [file]);
    const ofPage = async (html: string) =>
      weigh(EXTENSION_DIR, await filesOfPage(EXTENSION_DIR, html));
    return {
      lines: [
        ...lines('reader', await of('content-scripts/reader.js'), content, READER_MOST),
        ...lines('panel', await of('content-scripts/panel.js'), content, PANEL_MOST),
        ...lines('worker', await of('background.js'), await weigh(empty, ['background.js'])),
        ...lines('popup', await ofPage('popup.html'), page),
        ...lines('options', await ofPage('options.html'), page),
      ],
      notes: [
        'Popup and options with all that they load at their start, styles included, texts not.',
        'No rival: WXT-built extensions publish no such numbers.',
      ],
    };
  },
};

function lines(label: string, mine: Weight, floor: Weight, most?: number): Line[] {
  const line = (what: keyof Weight): Line => ({
    label: `${label}, ${what}`,
    unit: 'bytes',
    samples: { gavel: [mine[what]], floor: [floor[what]], rival: undefined },
    ...(most !== undefined && what === 'gzip' && { goal: { kind: 'value', most } }),
  });
  return [line('minified'), line('gzip')];
}
