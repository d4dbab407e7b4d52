import { expect, vi } from 'vitest';
import type { Action } from '~/utils/journal/action';
import type { RouterReply } from '~/utils/messages/router';
import { type Flow, PASSPHRASE, TOKEN } from './flows';
import { Host } from './host';
import { type Life, lives, type Plan } from './life';
import { clock } from './platform';
import { everythingIn } from './profile';
import { secretsIn } from './secrets';

export interface Played {
  readonly host: Host;
  readonly life: Life;
  readonly reply: RouterReply | null;
}

/** A host who has done what comes before, and then does this while the plan is carried out. */
export async function play(flow: Flow, plan: Plan): Promise<Played> {
  const host = await Host.arrive();
  const life = await host.start();
  await flow.before(host);
  await host.goOn();
  life.arm(plan);
  const reply = await flow.run(host);
  await host.goOn();
  return { host, life, reply };
}

/** Whether the host was told that it will be done. */
export function saidYes(reply: RouterReply | null): boolean {
  return reply?.ok === true && (reply.value as { ok?: boolean }).ok !== false;
}

/** Nothing is left half done: it waits for the host or for its time, or it is over in every step. */
function expectOver({ state, steps, schedule, closure }: Action): void {
  const said = `${state}: ${steps.map((step) => `${step.operation} ${step.state}`).join()}`;
  expect(state, said).not.toBe('confirmed');
  if (state === 'scheduled') expect(schedule?.dueAt, said).toBeGreaterThan(clock.now);
  if (state !== 'done') return;
  const open = [...steps, ...(closure?.ends ?? [])].filter(
    (step) => step.state === 'waiting' || step.state === 'sending',
  );
  expect(open, said).toEqual([]);
}

/** What is written down against what left, was said to the host, and must never be written. */
export async function expectTruth({ host, reply }: Played, most = 1): Promise<Action[]> {
  const records = await host.records();
  for (const action of records) {
    expectOver(action);
    host.jaas.expectTruth(action, most);
  }
  expect(host.jaas.faults).toEqual([]);
  for (const { operation } of host.jaas.posts) {
    const owners = records.filter((action) => host.jaas.about(action, operation).length > 0);
    expect(owners.length, `${operation} of no record`).toBeGreaterThan(0);
  }
  if (saidYes(reply)) {
    expect(records.length, 'told yes, and nothing is written down').toBeGreaterThan(0);
  }
  expect(secretsIn(await everythingIn(host.profile), [PASSPHRASE, TOKEN])).toEqual([]);
  return records;
}

/** Collects what workers report as bugs. Nobody hears what is said by the dead. */
export function listenForBugs(): string[] {
  const reported: string[] = [];
  vi.spyOn(console, 'error').mockImplementation((...words) => {
    if (lives.getStore()?.alive) reported.push(words.join(' '));
  });
  return reported;
}
