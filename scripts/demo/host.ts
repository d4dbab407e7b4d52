import { newHostKey } from '~/tests/e2e/support/host-key';
import { World, type WorldOptions } from '~/tests/e2e/support/open-world';
import { writeKeyFile } from './key-file';
import { HOST, ROOM } from './people';
import type { Printer } from './printer';
import { GAVELS_CLAIMS } from './received';
import type { KeyStage, Step } from './stage';
import { addKey } from './steps/add-key';
import { askForBan } from './steps/ask-for-ban';
import { banToken } from './steps/ban-token';
import { confirmBan } from './steps/confirm-ban';
import { endAndKeepClosed } from './steps/end-meeting';
import { joinMeeting } from './steps/join-meeting';
import { raid } from './steps/raid';
import { playStory } from './story';
import { showWindow } from './window';

const STEPS: readonly Step<KeyStage>[] = [
  addKey,
  joinMeeting,
  askForBan,
  confirmBan,
  banToken,
  raid,
  endAndKeepClosed,
];

/** The demo of a host who holds the key. */
export async function hostsDemo(options: WorldOptions, printer: Printer): Promise<boolean> {
  const key = newHostKey();
  const keyFile = await writeKeyFile(options.outputDir, key);
  printer.line('starting the simulator and the browser…');
  const world = await World.open({ ...options, ownSignals: !options.headless });
  try {
    world.simulator.registerKey(key);
    const meeting = world.simulator.meeting(key.appId, ROOM);
    const by = { host: HOST, claims: GAVELS_CLAIMS, audit: [] };
    const stage = { world, key, keyFile, meeting, page: null, ...by };
    if (options.headless) return await playStory(STEPS, stage, printer);
    await showWindow(stage, printer);
    return true;
  } finally {
    await world.close();
  }
}
