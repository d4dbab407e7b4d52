import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureChromium } from '../browser/ensure';
import { buildExtension, EXTENSION_DIR, ROOT } from '../build/extension';
import { hostsDemo } from './host';
import { demoMode } from './mode';
import { Printer } from './printer';

const OUTPUT = join(ROOT, 'demo-output');

async function demo(printer: Printer): Promise<boolean> {
  const { env, platform, argv } = process;
  const mode = demoMode({ args: argv.slice(2), env, platform });
  if (mode === null) {
    printer.line('Usage: npm run demo [-- --headless | --organisation]');
    return false;
  }
  printer.heading(mode === 'organisation' ? 'Gavel: the organisation’s demo' : 'Gavel: the demo');
  const log = (text: string) => printer.line(text);
  const executablePath = await ensureChromium({ log });
  await buildExtension(log);
  await rm(OUTPUT, { recursive: true, force: true });

  const options = {
    executablePath,
    extensionDir: EXTENSION_DIR,
    outputDir: OUTPUT,
    headless: mode !== 'window',
  };
  if (mode !== 'organisation') return hostsDemo(options, printer);
  // Only here: the OpenID provider has something to say when it is loaded.
  const { organisationsDemo } = await import('./organisation');
  return organisationsDemo(options, printer);
}

const printer = new Printer((text) => process.stdout.write(text));
try {
  process.exitCode = (await demo(printer)) ? 0 : 1;
} catch (error) {
  printer.line(`\nThe demo failed: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
