import { i18n } from '#i18n';
import type { Refused } from '~/components/panel/model/requests';
import { refusalLabel, shownPerson } from '~/components/ui/labels/action';
import { stepLabel, type Tone } from '~/components/ui/labels/outcome';
import { clock } from '~/components/ui/time';
import type { ActionView } from '~/utils/messages/protocol-panel';

/** What is known about a request, each with its mark. */
export function Lines({ lines }: { readonly lines: readonly Line[] }) {
  return (
    <>
      {lines.map(({ text, tone, secret }) => (
        <span key={text} class="line">
          <Dot tone={tone} />
          {secret ? <Private text={text} /> : <span>{text}</span>}
        </span>
      ))}
    </>
  );
}

/** The mark in front of a line. */
export function Dot({ tone }: { readonly tone: Tone }) {
  return <span class={tone === 'plain' ? 'dot' : `dot dot--${tone}`} />;
}

/**
 * Words that the page must not find out, such as whether there is a key. They are drawn by the style
 * sheet: the browser's own search (`window.find`), which any page may use, and the selection reach
 * text even in a closed shadow root, but not generated content. Assistive technology reads it.
 */
export function Private({ text }: { readonly text: string }) {
  return <span class="private" data-text={text} />;
}

/** One thing that is known about a request. */
export interface Line {
  readonly text: string;
  readonly tone: Tone;
  /** Tells something of keys: the page must not find it. */
  readonly secret?: boolean;
}

/** What there is to say of a request, in the order it happened. */
export function actionLines(action: ActionView): Line[] {
  if (action.state === 'pending') return [{ text: i18n.t('panel.row.waiting'), tone: 'plain' }];
  if (action.state === 'expired') return [{ text: refusalLabel('expired'), tone: 'warn' }];
  const lines: Line[] = action.steps
    .filter(({ state }) => state !== 'waiting')
    .map((step) => stepLabel(step, action));
  if (action.leftAt !== null) {
    lines.push({ text: i18n.t('panel.row.left', [clock(action.leftAt)]), tone: 'good' });
  }
  return lines;
}

/** What has to be known most of all that is known about a request: what went wrong, else what came last. */
export function gravestLine(lines: readonly Line[]): Line | undefined {
  const of = (tone: Tone) => lines.find((line) => line.tone === tone);
  return of('danger') ?? of('warn') ?? lines.at(-1);
}

/** Why a click led to nothing. */
export function refusedLine(why: Refused): Line {
  return {
    text: whyRefused(why),
    tone: 'danger',
    secret: why === 'no-key' || why === 'damaged-key' || why === 'locked',
  };
}

function whyRefused(why: Refused): string {
  if (why === 'unseen') return i18n.t('panel.unseen');
  return why === 'no-answer' ? i18n.t('panel.noAnswer') : refusalLabel(why);
}

/** Whom or what a request is about. */
export function aboutWhom(action: ActionView): string {
  return action.target === null ? i18n.t('panel.aboutMeeting') : shownPerson(action.target);
}
