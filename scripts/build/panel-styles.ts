import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { preprocessCSS, resolveConfig } from 'vite';
import { ROOT } from './extension';

/** The styles of the panel in one piece, as they stand in its shadow root. */
export async function panelStyles(): Promise<string> {
  const file = join(ROOT, 'components/panel/view/panel.css');
  const config = await resolveConfig({ configFile: false, root: ROOT }, 'build');
  const { code } = await preprocessCSS(await readFile(file, 'utf8'), file, config);
  return code;
}
