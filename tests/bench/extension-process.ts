import { readFileSync } from 'node:fs';
import type { Browser } from 'puppeteer-core';

/**
 * Processor time of all processes in which extensions run, in milliseconds; null on systems that do
 * not tell a process's command line in a file.
 */
export async function extensionCpu(browser: Browser): Promise<number | null> {
  const session = await browser.target().createCDPSession();
  try {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const own = processInfo.filter(({ id }) => isExtension(id));
    return own.length === 0 ? null : own.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
  } finally {
    await session.detach();
  }
}

function isExtension(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--extension-process');
  } catch {
    return false;
  }
}
