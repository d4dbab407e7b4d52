import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { newHostKey } from '~/tests/e2e/support/host-key';
import { World } from '~/tests/e2e/support/open-world';
import { ensureChromium } from '../browser/ensure';
import { buildExtension, EXTENSION_DIR, ROOT } from '../build/extension';
import { writeKeyFile } from './key-file';
import { demoMode } from './mode';
import { ROOM } from './people';
import { Printer } from './printer';
import { playStory } from './story';
import { showWindow } from './window';

const OUTPUT = join(ROOT, 'demo-output');

async function demo(printer: Printer): Promise<boolean> {
  const { env, platform, argv } = process;
  const mode = demoMode({ args: argv.slice(2), env, platform });
  if (mode === null) {
    printer.line('Usage: npm run demo [-- --headless]');
    return false;
  }
  printer.heading('Gavel: the demo');
  const log = (text: string) => printer.line(text);
  const executablePath = await ensureChromium({ log });
  await buildExtension(log);
  await rm(OUTPUT, { recursive: true, force: true });

  const key = newHostKey();
  const keyFile = await writeKeyFile(OUTPUT, key);
  log('starting the simulator and the browser…');
  const world = await World.open({
    executablePath,
    extensionDir: EXTENSION_DIR,
    outputDir: OUTPUT,
    headless: mode === 'story',
    ownSignals: mode === 'window',
  });
  try {
    world.simulator.registerKey(key);
    const meeting = world.simulator.meeting(key.appId, ROOM);
    const stage = { world, key, keyFile, meeting, page: null };
    if (mode === 'story') return await playStory(stage, printer);
    await showWindow(stage, printer);
    return true;
  } finally {
    await world.close();
  }
}

const printer = new Printer((text) => process.stdout.write(text));
try {
  process.exitCode = (await demo(printer)) ? 0 : 1;
} catch (error) {
  printer.line(`\nThe demo failed: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
