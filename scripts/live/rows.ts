import type { OutcomeCode } from '~/utils/jaas/outcome';
import { type Finding, nameOf, statusOf } from './table';

/** The rows of the outcome table (`utils/jaas/outcome.ts`) that an answer of JaaS can settle. */
const ROWS: readonly { readonly title: string; readonly codes: readonly OutcomeCode[] }[] = [
  { title: '2xx: accepted', codes: ['accepted'] },
  { title: '400, 422: not understood', codes: ['not-understood'] },
  { title: '401: token refused', codes: ['token-refused'] },
  { title: '403: not allowed', codes: ['not-allowed'] },
  { title: '2xx that says that it failed', codes: ['said-failed'] },
  { title: '2xx that is a web page', codes: ['not-jaas'] },
  { title: 'a redirect', codes: ['redirected'] },
  { title: 'a refusal in front of JaaS', codes: ['in-front'] },
  { title: '404 on ending: no such meeting', codes: ['no-such-meeting'] },
  { title: '404 on a removal: no such person', codes: ['no-such-person'] },
  { title: '404 on a ban, 405, 410, 421, 501: unknown address', codes: ['unknown-address'] },
  { title: '404 on hanging up: no such call', codes: ['no-such-call'] },
  { title: '409: conflict', codes: ['conflict'] },
  { title: '429, 503 with Retry-After: busy', codes: ['busy'] },
  { title: 'other 5xx: server fault', codes: ['server-fault'] },
  { title: 'another status', codes: ['unexpected'] },
  { title: 'no answer', codes: ['timeout', 'connection-lost'] },
  { title: 'out of reach', codes: ['unreachable', 'offline'] },
];

export interface SettledRow {
  readonly title: string;
  /** What was answered so; empty where the row is as unknown as before. */
  readonly seen: readonly string[];
}

/** Each row of the outcome table with the requests that were answered so. */
export function settledRows(findings: readonly Finding[]): SettledRow[] {
  return ROWS.map(({ title, codes }) => ({
    title,
    seen: findings
      .filter(({ first, again }) =>
        [first, again].some((answered) => answered && codes.includes(answered.outcome.code)),
      )
      .map(whereOf),
  }));
}

/** Where JaaS answered otherwise than Gavel believes: each is a reason to change `outcome.ts`. */
export function surprises(findings: readonly Finding[]): string[] {
  return findings
    .filter(({ probe, first }) => {
      return probe.believed.length > 0 && !probe.believed.includes(first.outcome.code);
    })
    .map((finding) => {
      const { probe, first } = finding;
      const believed = probe.believed.join(' or ');
      return `${whereOf(finding)}: ${statusOf(first)} (${first.outcome.code}), not ${believed}`;
    });
}

/** Where the same request sent again was answered otherwise: it matters to who repeats it. */
export function differentAgain(findings: readonly Finding[]): string[] {
  return findings
    .filter(({ first, again }) => again !== null && statusOf(first) !== statusOf(again))
    .map((finding) => {
      const again = finding.again === null ? '' : statusOf(finding.again);
      return `${whereOf(finding)}: ${statusOf(finding.first)}, then ${again}`;
    });
}

/** Where another way to write the room was answered otherwise than Gavel's own way. */
export function differentRooms(findings: readonly Finding[]): string[] {
  const inRooms = findings.filter(({ probe }) =>
    ['end-meeting', 'kick'].includes(probe.operation.kind),
  );
  return inRooms.flatMap((finding) => {
    const { probe, first } = finding;
    const plain = inRooms.find(
      (other) =>
        other.probe.variant === '' &&
        other.probe.base === probe.base &&
        other.probe.operation.kind === probe.operation.kind,
    );
    if (plain === undefined || statusOf(plain.first) === statusOf(first)) return [];
    return [`${whereOf(finding)}: ${statusOf(first)}, Gavel’s own way ${statusOf(plain.first)}`];
  });
}

function whereOf({ probe }: Finding): string {
  return `${nameOf(probe)} at ${probe.base}`;
}
