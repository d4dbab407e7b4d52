import { relative } from 'node:path';
import { waitFor } from '~/tests/e2e/support/wait';
import type { ApiRequest } from '~/tests/simulator/api/record';
import type { Printer } from './printer';
import { describeRequest, type Expected, faultsOf } from './received';
import type { Evidence, Stage, Step } from './stage';
import { addKey } from './steps/add-key';
import { askForBan } from './steps/ask-for-ban';
import { banToken } from './steps/ban-token';
import { confirmBan } from './steps/confirm-ban';
import { endMeeting } from './steps/end-meeting';
import { joinMeeting } from './steps/join-meeting';

const STEPS: readonly Step[] = [addKey, joinMeeting, askForBan, confirmBan, banToken, endMeeting];

/**
 * Plays the host's story through the real interface. Each step must be seen on both sides: by the
 * host in the browser, and by the simulator that received and verified the requests.
 *
 * @returns whether every step was; the first that was not ends the story
 */
export async function playStory(stage: Stage, printer: Printer): Promise<boolean> {
  for (const [index, step] of STEPS.entries()) {
    printer.step(index + 1, step.title);
    const before = stage.world.simulator.requests.length;
    try {
      const evidence = await step.play(stage);
      tell(evidence, printer);
      check(await requestsSince(stage, before, evidence.sent), evidence.sent, printer);
    } catch (error) {
      printer.detail('FAILED', String(error instanceof Error ? error.message : error).split('\n'));
      printer.line(`\nStep ${index + 1} of ${STEPS.length} failed: ${step.title}`);
      return false;
    }
  }
  printer.line(`\nAll ${STEPS.length} steps were seen on both sides.`);
  return true;
}

function tell({ read, facts = [], pictures }: Evidence, printer: Printer): void {
  printer.detail('host read', read);
  printer.detail('meeting', facts);
  printer.detail(
    'pictures',
    pictures.map((path) => relative(process.cwd(), path)),
  );
}

async function requestsSince({ world }: Stage, before: number, sent: readonly Expected[]) {
  const since = () => world.simulator.requests.slice(before);
  await waitFor(() => {
    const answered = since().filter(({ status }) => status !== 'pending');
    return answered.length >= sent.length;
  });
  return since();
}

/** @throws when a request is missing, too many, or wrong in any part */
function check(got: readonly ApiRequest[], wanted: readonly Expected[], printer: Printer): void {
  const lines = got.length === 0 ? ['nothing'] : got.flatMap(describeRequest);
  printer.detail('JaaS received', lines);
  if (got.length !== wanted.length) {
    throw new Error(`JaaS received ${got.length} requests, not ${wanted.length}.`);
  }
  const faults = got.flatMap((request, index) => {
    const expected = wanted[index];
    return expected ? faultsOf(request, expected) : [];
  });
  if (faults.length > 0) throw new Error(faults.join('\n'));
  printer.detail('verified', [
    wanted.length === 0
      ? 'nothing was sent'
      : 'operation, target, signature, the six claims and no other',
  ]);
}
