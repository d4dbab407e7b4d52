import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { liveCheck } from './check';
import { processTerminal } from './terminal';

const { argv, env } = process;

process.exitCode = await liveCheck(
  { args: argv.slice(2), env },
  {
    terminal: processTerminal(),
    readFile,
    unique: () => randomBytes(8).toString('hex'),
    network: {
      fetch: (url, init) => fetch(url, init),
      wait: (ms, signal) => sleep(ms, undefined, signal ? { signal } : {}),
      now: Date.now,
    },
  },
);
