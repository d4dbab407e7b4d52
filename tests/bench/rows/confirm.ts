import type { Gavel } from '~/tests/e2e/support/gavel';
import type { World } from '~/tests/e2e/support/open-world';
import type { MeetingPage } from '~/tests/e2e/support/panel';
import type { Popup } from '~/tests/e2e/support/popup';
import { waitFor } from '~/tests/e2e/support/wait';
import type { ApiRequest } from '~/tests/simulator/api/record';
import type { Meeting } from '~/tests/simulator/meeting/meeting';
import { type Bench, inWorld } from '../bench';
import { hasCurl, manual } from '../by-hand';
import { clickedAt, noteClick } from '../clicks';
import { guest } from '../crowd';
import { alternate, type Readings, samplesOf } from '../measure';
import { installMinimal } from '../minimal/minimal';
import type { Measured, Row } from '../row';

const FLOOR =
  'a minimal extension whose worker sends the same request with a ready-made token, plus one raw RSA signature';

export const confirmAwake: Row = {
  id: 'confirm',
  title: 'Confirm click → first byte of the request at the server, worker awake',
  floor: FLOOR,
  rival: 'the same by hand: jose in Node plus curl, process start included',
  run: (bench) => measure(bench, false),
};

export const confirmStopped: Row = {
  id: 'confirm-stopped',
  title: 'Confirm click → first byte of the request at the server, worker stopped before',
  floor: `${FLOOR}, stopped before`,
  rival: null,
  run: (bench) => measure(bench, true),
};

function measure(bench: Bench, stopped: boolean): Promise<Measured> {
  return inWorld(bench, async (world) => {
    const key = await world.newKeyInGavel();
    const { page, meeting } = await world.joinMeeting(key.appId);
    await page.panel.open();
    const minimal = await installMinimal(bench, world, key);
    const rival =
      stopped || !hasCurl() ? null : await manual(bench.temp, key, world.simulator.port);
    const rounds = await alternate(
      {
        floor: () => byMinimal(world, minimal, page, stopped),
        gavel: () => byGavel(world, page, meeting, stopped),
        ...(rival && {
          rival: async () => {
            world.simulator.clearRecords();
            const began = await rival.ban('auth0|by-hand');
            return { ms: (await arrived(world)).at - began };
          },
        }),
      },
      { rounds: bench.quick ? 3 : 15, warmUps: bench.quick ? 0 : 1 },
    );
    const label = stopped ? 'worker stopped' : 'worker awake';
    const samples = samplesOf(rounds, 'ms');
    const notes = stopped || rival ? [] : ['No curl on this machine: the rival is left out.'];
    return { lines: [{ label, unit: 'ms', samples, goal: { kind: 'ratio', most: 1.25 } }], notes };
  });
}

let number = 0;

async function byGavel(
  world: World,
  page: MeetingPage,
  meeting: Meeting,
  stopped: boolean,
): Promise<Readings> {
  number += 1;
  const person = guest(number);
  meeting.join(person);
  await page.page.bringToFront();
  await page.panel.row(person.name);
  const popup = await asked(world, page, person.name);
  await popup.answerable('Ban');
  const took = await clickToRequest(world, world.gavel, popup, stopped);
  // To the end, so that the next round begins in peace.
  await popup.outcome(/JaaS accepted the removal/);
  await popup.close();
  await world.gavel.popupClosed();
  await page.panel.rowGone(person.name);
  return took;
}

/** A row may move away under the pointer when somebody else's goes: then it is clicked again. */
async function asked(world: World, page: MeetingPage, name: string): Promise<Popup> {
  for (let left = 2; ; left -= 1) {
    await page.panel.ban(name);
    try {
      return await world.gavel.popup();
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

async function byMinimal(
  world: World,
  minimal: Gavel,
  page: MeetingPage,
  stopped: boolean,
): Promise<Readings> {
  const popup = await minimal.openToolbarPopup(page);
  await popup.answerable('Ban');
  const took = await clickToRequest(world, minimal, popup, stopped);
  await popup.close();
  await minimal.popupClosed();
  return took;
}

async function clickToRequest(
  world: World,
  extension: Gavel,
  popup: Popup,
  stopped: boolean,
): Promise<Readings> {
  await noteClick(popup.page);
  if (stopped) await extension.stopWorker();
  world.simulator.clearRecords();
  await popup.confirm('Ban');
  const { at } = await arrived(world);
  return { ms: at - (await clickedAt(popup.page)) };
}

async function arrived({ simulator }: World): Promise<ApiRequest> {
  const request = await waitFor(() => simulator.requests[0]);
  if (!request) throw new Error('No request arrived.');
  return request;
}
