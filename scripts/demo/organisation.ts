import { World, type WorldOptions } from '~/tests/e2e/support/open-world';
import { openOrganisedWorld } from '~/tests/e2e/support/organisation';
import { ANNA, ROOM } from './people';
import type { Printer } from './printer';
import { SERVICES_CLAIMS } from './received';
import type { OrganisedStage, Step } from './stage';
import { askForBan } from './steps/ask-for-ban';
import { askSignedOut } from './steps/ask-signed-out';
import { banToken } from './steps/ban-token';
import { confirmBan } from './steps/confirm-ban';
import { endMeeting } from './steps/end-meeting';
import { joinMeeting } from './steps/join-meeting';
import { lookBack } from './steps/look-back';
import { setUpService } from './steps/set-up-service';
import { signInAsNoHost } from './steps/sign-in-as-no-host';
import { playStory } from './story';

const STEPS: readonly Step<OrganisedStage>[] = [
  setUpService,
  joinMeeting,
  { ...askForBan, audited: ['anna, ban: token'] },
  confirmBan,
  { ...banToken, audited: ['anna, ban-token: token'] },
  { ...endMeeting, audited: ['anna, end-meeting: token'] },
  askSignedOut,
  signInAsNoHost,
  lookBack,
];

/** The demo of a host whose organisation signs: one token for each question, and none for who may not. */
export async function organisationsDemo(options: WorldOptions, printer: Printer): Promise<boolean> {
  printer.line('starting the simulator, the token service, the company’s login and the browser…');
  const organised = await openOrganisedWorld((hostRules) => World.open({ ...options, hostRules }));
  try {
    const { world, key, organisation } = organised;
    const meeting = world.simulator.meeting(key.appId, ROOM);
    const by = { host: ANNA, claims: SERVICES_CLAIMS, audit: organisation.audit };
    const stage = { world, organised, key, meeting, page: null, ...by };
    return await playStory(STEPS, stage, printer);
  } finally {
    await organised.stop();
  }
}
