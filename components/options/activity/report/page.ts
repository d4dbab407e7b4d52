import { i18n } from '#i18n';
import { roomOf, whomOf } from '~/components/ui/labels/action';
import { stepLabel } from '~/components/ui/labels/outcome';
import { exactTime } from '~/components/ui/time';
import { hostOf } from '~/utils/jaas/operation';
import type { Action, Step } from '~/utils/journal/action';
import { isoTime } from '~/utils/journal/export';
import {
  eventsOf,
  inOrder,
  type Report,
  type ReportEvent,
  type Source,
} from '~/utils/journal/report';
import { isOneOfMany } from '~/utils/journal/request-id';
import { byRequest, peopleKindOf, takingPart } from '~/utils/journal/request-summary';
import { numberLabel, plural } from '~/utils/language';
import { safeId } from '~/utils/names/safe-name';
import { type DetailFact, factsOf, safe } from '../details';
import { closureOverLabel, kindLabel, nameOf, unsentLabel, userIdOf } from '../labels';
import { verdictWords, verdictWordsOfMany } from '../verdict-words';
import { Html, html } from './html';
import { STYLE } from './style';

/** No script and nothing from elsewhere: the file asks nobody for anything, whoever opens it. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * The report as one HTML file that stands alone, in the language of Gavel's texts. Names, ids and all else that somebody
 * chose is text in it, spelled out by the rules of `safe-name.ts` and isolated from the direction around it.
 *
 * @param zone what the time zone here is called, such as `Europe/Berlin`
 */
export function reportPage(report: Report, zone: string): string {
  const { actions, savedAt, sha256 } = report;
  const requests = byRequest(actions);
  const title = i18n.t('report.pageTitle', [exactTime(savedAt)]);
  return html`<!doctype html>
<html lang="${i18n.t('meta.lang')}" dir="${i18n.t('meta.dir')}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<header>
<h1>${i18n.t('report.title')}</h1>
<p>${i18n.t('report.intro')}</p>
${coverOf(report, zone)}
</header>
<main>
<section>
<h2>${i18n.t('report.sources')}</h2>
<dl>${SOURCES.map((source) => html`<div><dt>${chip(source)}</dt><dd>${means[source]()}</dd></div>`)}</dl>
</section>
<section>
<h2>${i18n.t('report.timeline')}</h2>
${timelineOf(requests)}
</section>
<section>
<h2>${i18n.t('report.requests')}</h2>
${requests.map((records) => requestOf(records, savedAt))}
</section>
</main>
<footer>
<h2>${i18n.t('report.check')}</h2>
<p>${i18n.t('report.checkHow')}</p>
<p><code>sed -n 2p gavel-report-….json | tr -d '\\n' | sha256sum</code></p>
<p>${i18n.t('report.checkMeans')}</p>
<p class="exact hash">${sha256}</p>
</footer>
</body>
</html>
`.text;
}

const SOURCES: readonly Source[] = ['gavel', 'host', 'jaas', 'page', 'token'];

const names: Record<Source, () => string> = {
  gavel: () => i18n.t('report.source.gavel'),
  host: () => i18n.t('report.source.host'),
  jaas: () => i18n.t('report.source.jaas'),
  page: () => i18n.t('report.source.page'),
  token: () => i18n.t('report.source.token'),
};

const means: Record<Source, () => string> = {
  gavel: () => i18n.t('report.means.gavel'),
  host: () => i18n.t('report.means.host'),
  jaas: () => i18n.t('report.means.jaas'),
  page: () => i18n.t('report.means.page'),
  token: () => i18n.t('report.means.token'),
};

function chip(source: Source): Html {
  const look = source === 'page' || source === 'token' ? 'claim' : source;
  return html`<span class="who who--${look}">${names[source]()}</span>`;
}

const isolated = (text: string): Html => html`<bdi>${text}</bdi>`;
const exact = (text: string): Html => html`<bdi class="exact">${text}</bdi>`;

/** A time here, and the same in UTC; nothing where it is none. */
function moment(at: number | null): Html | string {
  const utc = isoTime(at);
  if (at === null || utc === '') return '';
  return html`<time datetime="${utc}">${exactTime(at)}<span class="utc">${utc}</span></time>`;
}

/** What it covers, by whose clock, and the hash of it. */
function coverOf({ actions, sha256, savedAt }: Report, zone: string): Html {
  const times = actions
    .flatMap(eventsOf)
    .flatMap(({ at }) => (isoTime(at) === '' ? [] : (at ?? [])));
  const meetings = new Map(
    actions.map(({ meeting }) => [`${meeting.appId}/${meeting.room}`, meeting]),
  );
  const facts: readonly (readonly [string, Html | string | readonly Html[]])[] = [
    [
      i18n.t('report.from'),
      moment(times.length === 0 ? null : times.reduce((a, b) => Math.min(a, b))),
    ],
    [
      i18n.t('report.to'),
      moment(times.length === 0 ? null : times.reduce((a, b) => Math.max(a, b))),
    ],
    [i18n.t('report.meetings'), [...meetings.values()].map(meetingLine)],
    [i18n.t('report.records'), numberLabel(actions.length)],
    [i18n.t('report.saved'), moment(savedAt)],
    [i18n.t('report.times'), i18n.t('report.timesIn', [zone])],
    [i18n.t('report.hash'), exact(sha256)],
  ];
  return html`<dl>${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function meetingLine({ room, appId }: Action['meeting']): Html {
  const title = roomOf(room) ?? i18n.t('options.activity.noRoom');
  return html`<div>${isolated(title)} <span class="soft">${exact(appId)}</span></div>`;
}

/** One event, and whom it is about: several where many were asked for and confirmed together. */
interface Line extends ReportEvent {
  readonly about: readonly Action[];
}

function timelineOf(requests: readonly (readonly Action[])[]): Html {
  const lines = inOrder(requests.flatMap(linesOf));
  return html`<table>
<thead><tr>
<th scope="col" class="when">${i18n.t('options.activity.when')}</th>
<th scope="col" class="by">${i18n.t('report.by')}</th>
<th scope="col">${i18n.t('options.activity.what')}</th>
<th scope="col" class="whom">${i18n.t('report.whom')}</th>
</tr></thead>
<tbody>
${lines.map(
  (
    line,
  ) => html`<tr><td>${moment(line.at)}</td><td>${chip(line.source)}</td><td>${wordsOf(line)}</td><td>${whomCell(line.about)}</td></tr>
`,
)}</tbody>
</table>`;
}

/** What happened to all of a request at one time is one line; what was sent, answered and seen is of each of them. */
function linesOf(records: readonly Action[]): Line[] {
  const shared = new Map<string, Line & { about: Action[] }>();
  return records.flatMap((action) =>
    eventsOf(action).flatMap((event) => {
      const line = { ...event, about: [action] };
      if (event.step !== null || event.source === 'page') return [line];
      const key = `${event.what} ${event.at}`;
      const before = shared.get(key);
      if (before === undefined) shared.set(key, line);
      else before.about.push(action);
      return before === undefined ? [line] : [];
    }),
  );
}

function whomCell(about: readonly Action[]): Html | string {
  const [first] = about;
  if (first === undefined || first.kind === 'test-key') return '';
  if (about.length > 1) return plural('report.people', about.length);
  const userId = userIdOf(first);
  const id = userId === null ? '' : html`<span class="under">${exact(safeId(userId))}</span>`;
  return html`${isolated(nameOf(first) ?? whomOf(first))}${id}`;
}

function wordsOf({ what, about, step }: Line): Html | string {
  const [action] = about;
  if (action === undefined) return '';
  const kind = kindLabel(action.kind);
  switch (what) {
    case 'asked':
      return i18n.t('report.event.asked', [kind]);
    case 'confirmed':
      return confirmedWords(action, kind);
    case 'cancelled':
    case 'replaced':
    case 'expired':
      return unsentLabel(action) ?? '';
    case 'sent':
      return step === null ? '' : sentWords(step);
    case 'answered':
    case 'no-answer':
    case 'not-sent':
      return step === null ? '' : answerWords(step, action);
    case 'seen-leaving':
      return i18n.t('report.event.seenLeaving');
    case 'seen-still-there':
      return i18n.t('report.event.seenStill');
    case 'seen-coming-back':
      return i18n.t('report.event.seenBack');
    case 'not-kept-closed':
      return closureOverLabel(action) ?? '';
  }
}

/** With the note, which the host writes when they confirm. */
function confirmedWords({ note, schedule }: Action, kind: string): Html {
  const words =
    schedule === undefined
      ? i18n.t('report.event.confirmed', [kind])
      : i18n.t('report.event.confirmedFor', [kind, exactTime(schedule.dueAt)]);
  if (note === '') return html`${words}`;
  return html`${words}<span class="under">${i18n.t('options.activity.note')}: ${isolated(note)}</span>`;
}

const operations: Record<Step['operation'], () => string> = {
  'ban-user': () => i18n.t('report.operation.ban'),
  kick: () => i18n.t('report.operation.kick'),
  'ban-token': () => i18n.t('report.operation.token'),
  'end-meeting': () => i18n.t('report.operation.end'),
  'dial-out': () => i18n.t('report.operation.call'),
  'hang-up': () => i18n.t('report.operation.hangUp'),
};

function sentWords({ operation, outcome }: Step): string {
  const words = operations[operation]();
  return outcome?.base
    ? i18n.t('report.event.sentTo', [hostOf(outcome.base), words])
    : i18n.t('report.event.sent', [words]);
}

/** What came of a request by its answer alone: what the page showed of it is another line. */
function answerWords(step: Step, action: Action): Html {
  const { kind, schedule } = action;
  const { text } = stepLabel(step, { kind, leftAt: null, ...(schedule && { schedule }) });
  const status = step.outcome?.status;
  const message = safe(step.outcome?.message);
  return html`${text}${
    status === undefined
      ? ''
      : html`<span class="under">${i18n.t('report.event.status', [String(status)])}</span>`
  }${
    message === null
      ? ''
      : html`<span class="under">${i18n.t('report.event.words')}: ${isolated(message)}</span>`
  }`;
}

/** All that is known of a request; of many people what they have in common, and each of them in a table. */
function requestOf(records: readonly Action[], now: number): Html {
  const [first] = records;
  if (first === undefined) return html``;
  if (!isOneOfMany(first)) {
    const kind = kindLabel(first.kind);
    const title =
      first.kind === 'test-key' ? html`${kind}` : html`${kind}: ${isolated(whomOf(first))}`;
    return articleOf(title, verdictWords(first, now).text, factsOf(first), html``);
  }
  const takers = takingPart(records);
  const count = takers.length;
  const title =
    peopleKindOf(takers) === 'ban'
      ? plural('popup.batch.banDone', count)
      : plural('popup.batch.removeDone', count);
  const verdict = verdictWordsOfMany(records, now).text;
  return articleOf(html`${title}`, verdict, inCommon(records), peopleOf(records, now));
}

function inCommon(records: readonly Action[]): DetailFact[] {
  const [first = [], ...others] = records.map(factsOf);
  const has = (facts: readonly DetailFact[], { name, value }: DetailFact) =>
    facts.some((one) => one.name === name && one.value === value);
  return first.filter((fact) => others.every((facts) => has(facts, fact)));
}

function articleOf(title: Html, verdict: string, facts: readonly DetailFact[], more: Html): Html {
  return html`<article class="request">
<h3>${title}</h3>
<p class="verdict">${verdict}</p>
<dl>${facts.map(
    ({ name, value, mono, source }) =>
      html`<div><dt>${name}</dt><dd>${mono ? exact(value) : isolated(value)}${
        source === undefined ? '' : html` ${chip(source)}`
      }</dd></div>`,
  )}</dl>
${more}
</article>
`;
}

function peopleOf(records: readonly Action[], now: number): Html {
  return html`<table>
<thead><tr>
<th scope="col">${i18n.t('report.name')}</th>
<th scope="col">${i18n.t('report.userId')}</th>
<th scope="col">${i18n.t('report.participantId')}</th>
<th scope="col">${i18n.t('options.activity.outcome')}</th>
</tr></thead>
<tbody>
${records.map(
  (
    action,
  ) => html`<tr><th scope="row">${isolated(nameOf(action) ?? i18n.t('options.activity.unnamed'))}</th><td>${exact(
    safe(userIdOf(action)) ?? '',
  )}</td><td>${exact(safe(action.target?.participantId) ?? '')}</td><td>${verdictWords(action, now).text}</td></tr>
`,
)}</tbody>
</table>`;
}
