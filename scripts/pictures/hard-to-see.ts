import type { Page } from 'puppeteer-core';
import { HOST_TAG } from '~/components/panel/host/host';
import { joined } from './panel-inside';
import { crowd, KINDS, SCRIPTS } from './people';
import { LAPTOP, PHONE, ZOOMED } from './sizes';
import type { Scenes } from './studio';

/** High contrast, right to left, 200 % zoom. */
export const HARD_TO_SEE: Scenes = {
  panel: async (studio) => {
    const { world, camera } = studio;
    const { page } = await joined(studio, [...SCRIPTS, ...KINDS]);
    await camera.takeForced(page, 'panel');
    await camera.takeSizes(page, 'panel-zoomed', [ZOOMED]);
    await page.click('button', 'Select');
    await page.click('checkbox', 'Select Farah Nasser');
    await camera.takeForced(page, 'panel-select');
    await camera.takeSizes(page, 'panel-zoomed-select', [ZOOMED]);
    await turn(page.page);
    await camera.takeSizes(page, 'panel-rtl-select', [LAPTOP, PHONE]);
    await page.click('button', 'Cancel');
    await camera.takeSizes(page, 'panel-rtl', [LAPTOP, PHONE]);
    await page.panel.ban('Ann Kim');
    const popup = await world.gavel.popup();
    await popup.answerable('Ban');
    await camera.takeForced(popup, 'popup-question');
    await popup.page.evaluate(() => {
      document.documentElement.dir = 'rtl';
    });
    await camera.take(popup, 'popup-rtl');
    await popup.cancel();
    await page.close();
  },
  batch: async (studio) => {
    const { page } = await joined(studio, [...SCRIPTS, ...crowd(12)]);
    await page.panel.askForAll('Ban selected');
    const popup = await studio.world.gavel.popup();
    await popup.answerable('Ban');
    await studio.camera.takeForced(popup, 'popup-batch');
    await popup.page.evaluate(() => {
      document.documentElement.dir = 'rtl';
    });
    await studio.camera.take(popup, 'popup-rtl-batch');
    await popup.cancel();
    await page.close();
  },
  options: async ({ world, camera }) => {
    for (const tab of ['keys', 'activity', 'settings'] as const) {
      const options = await world.gavel.openOptions(tab);
      await options.find('heading');
      await camera.takeForced(options, `options-${tab}`);
      await camera.takeSizes(options, `options-${tab}-zoomed`, [ZOOMED]);
      await options.page.evaluate(() => {
        document.documentElement.dir = 'rtl';
      });
      await camera.takeSizes(options, `options-${tab}-rtl`, [LAPTOP, PHONE]);
      await options.close();
    }
  },
};

/** Lays the panel out from right to left, through its closed shadow root. */
async function turn(page: Page): Promise<void> {
  const session = await page.createCDPSession();
  const { root } = await session.send('DOM.getDocument', { depth: 1, pierce: true });
  const { nodeId } = await session.send('DOM.querySelector', {
    nodeId: root.nodeId,
    selector: HOST_TAG,
  });
  const { node } = await session.send('DOM.describeNode', { nodeId, depth: -1, pierce: true });
  const inside = node.shadowRoots?.[0]?.children?.find(({ attributes = [] }) =>
    attributes.includes('root'),
  );
  const { nodeIds } = await session.send('DOM.pushNodesByBackendIdsToFrontend', {
    backendNodeIds: inside ? [inside.backendNodeId] : [],
  });
  const [rootId] = nodeIds;
  if (rootId === undefined) throw new Error('The meeting page has no panel.');
  await session.send('DOM.setAttributeValue', { nodeId: rootId, name: 'dir', value: 'rtl' });
  await session.detach();
}
