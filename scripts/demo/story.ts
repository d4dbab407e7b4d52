import { relative } from 'node:path';
import type { AuditLine } from '~/examples/token-service/audit';
import { allSent } from '~/tests/e2e/support/all-sent';
import type { ApiRequest } from '~/tests/simulator/api/record';
import { auditedAs, describeAudit } from './audited';
import type { Printer } from './printer';
import { describeMany, describeRequest, faultsOf, orderOf } from './received';
import type { Evidence, Stage, Step } from './stage';

/**
 * Plays a story through the real interface. Each step must be seen on both sides: by the host in the
 * browser, and by the simulator that received and verified the requests; where there is a token
 * service, by its audit too.
 *
 * @returns whether every step was; the first that was not ends the story
 */
export async function playStory<S extends Stage>(
  steps: readonly Step<S>[],
  stage: S,
  printer: Printer,
): Promise<boolean> {
  const { world, audit } = stage;
  for (const [index, step] of steps.entries()) {
    printer.step(index + 1, step.title);
    const before = { requests: world.simulator.requests.length, audit: audit.length };
    try {
      const evidence = await step.play(stage);
      tell(evidence, printer);
      await allSent(world);
      checkAudit(audit.slice(before.audit), step.audited ?? [], printer);
      check(world.simulator.requests.slice(before.requests), evidence, stage, printer);
    } catch (error) {
      printer.detail('FAILED', String(error instanceof Error ? error.message : error).split('\n'));
      printer.line(`\nStep ${index + 1} of ${steps.length} failed: ${step.title}`);
      return false;
    }
  }
  printer.line(`\nAll ${steps.length} steps were seen on both sides.`);
  return true;
}

function tell({ read, facts = [], more = {}, pictures }: Evidence, printer: Printer): void {
  printer.detail('host read', read);
  printer.detail('meeting', facts);
  for (const [label, lines] of Object.entries(more)) printer.detail(label, lines);
  printer.detail(
    'pictures',
    pictures.map((path) => relative(process.cwd(), path)),
  );
}

/** @throws when the token service logged anything else than this */
function checkAudit(got: readonly AuditLine[], wanted: readonly string[], printer: Printer): void {
  printer.detail('service logged', got.map(describeAudit));
  const said = got.map(auditedAs);
  if (said.join('\n') === wanted.join('\n')) return;
  throw new Error(['The token service should have logged:', ...wanted].join('\n'));
}

/** @throws when a request is missing, too many, or wrong in any part */
function check(
  received: readonly ApiRequest[],
  { sent, together }: Evidence,
  { claims }: Stage,
  printer: Printer,
): void {
  const got = together ? inOrder(received) : received;
  const wanted = together ? inOrder(sent) : sent;
  const described = together ? describeMany(got) : got.flatMap(describeRequest);
  const lines = got.length === 0 ? ['nothing'] : described;
  printer.detail('JaaS received', lines);
  if (got.length !== wanted.length) {
    throw new Error(`JaaS received ${got.length} requests, not ${wanted.length}.`);
  }
  const faults = got.flatMap((request, index) => {
    const expected = wanted[index];
    return expected ? faultsOf(request, expected, claims) : [];
  });
  if (faults.length > 0) throw new Error(faults.join('\n'));
  printer.detail('verified', [
    wanted.length === 0
      ? 'nothing was sent'
      : `operation, target, signature, these ${claims.length} claims and no other`,
  ]);
}

function inOrder<T extends Parameters<typeof orderOf>[0]>(requests: readonly T[]): T[] {
  return requests.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}
