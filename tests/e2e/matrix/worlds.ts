import type { WebWorker } from 'puppeteer-core';
import type { Simulator } from '~/tests/simulator';
import type { FaultRow } from './faults';
import type { Kill } from './kills';
import { accepted, offline, unreachable } from './verdict';

/** What goes wrong for all requests at once, so that its cells run apart from the others. */
export interface WorldRow extends FaultRow {
  readonly enter: (simulator: Simulator, worker: WebWorker) => Promise<void> | void;
  readonly leave: (simulator: Simulator, worker: WebWorker) => Promise<void> | void;
  /** The moments at which it can be had with certainty. */
  readonly kills: readonly Kill[];
}

const none = { faults: () => [] };

/** Holds for the browser's whole process of the extension, until it is taken back. */
async function setOffline(worker: WebWorker, offline: boolean): Promise<void> {
  await worker.client.send('Network.enable');
  await worker.client.send('Network.emulateNetworkConditions', {
    offline,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
}

export const WORLDS: readonly WorldRow[] = [
  {
    ...none,
    name: 'offline',
    verdict: offline,
    enter: (_, worker) => setOffline(worker, true),
    leave: (_, worker) => setOffline(worker, false),
    kills: ['never', 'before the confirmation is written', 'after the answer is written'],
  },
  {
    ...none,
    name: 'neither host reachable',
    verdict: unreachable,
    enter: (simulator) => {
      simulator.setReachable('8x8.vc', false);
      simulator.setClassicReachable(false);
    },
    leave: (simulator) => {
      simulator.setReachable('8x8.vc', true);
      simulator.setClassicReachable(true);
    },
    kills: ['never', 'after the confirmation is written', 'before the request leaves'],
  },
  {
    ...none,
    name: 'classic host not reachable',
    host: '8x8.vc',
    verdict: accepted(),
    ownKey: 'one',
    enter: (simulator) => simulator.setClassicReachable(false),
    leave: (simulator) => simulator.setClassicReachable(true),
    kills: ['never', 'after the confirmation is written', 'before the request leaves'],
  },
];
