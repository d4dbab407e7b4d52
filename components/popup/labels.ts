import { i18n } from '#i18n';
import { compareNames } from '~/components/ui/collate';
import { actionLabel, shownPerson, whomOf } from '~/components/ui/labels/action';
import type { Tone } from '~/components/ui/labels/outcome';
import { verdictLabel } from '~/components/ui/labels/verdict';
import type { Action } from '~/utils/journal/action';
import type { RequestSummary } from '~/utils/journal/request-summary';
import { numberLabel, plural } from '~/utils/language';

/** What a request is about, in one line; to be isolated (`<bdi>`) from the words around it. */
export function requestTitle({ kind, total, only }: RequestSummary): string {
  if (only !== null) return whomOf(only);
  return kind === 'ban'
    ? plural('popup.batch.banDone', total)
    : plural('popup.batch.removeDone', total);
}

/** What became of a request so far, in one line. */
export interface RequestLine {
  /** The whole line; to be given what the request is about (`requestTitle`). */
  readonly words: (title: string) => string;
  readonly tone: Tone;
}

/**
 * What became of a request so far. Where JaaS accepted all of it, what came of it says most; else why it did not.
 *
 * @param now in milliseconds since 1970
 */
export function requestLine(request: RequestSummary, now: number): RequestLine {
  const { only } = request;
  if (only === null) return titled(manyLine(request));
  const { what, tone } = actionLabel(only);
  if (tone !== 'good') return titled({ text: what, tone });
  const verdict = verdictLabel(only, now);
  return { words: verdict.headline, tone: verdict.tone };
}

interface Said {
  readonly text: string;
  readonly tone: Tone;
}

function titled({ text, tone }: Said): RequestLine {
  return { words: (title) => i18n.t('popup.recent.line', [title, text]), tone };
}

function manyLine({ state, total, done, accepted, unknown }: RequestSummary): Said {
  if (state === 'confirmed') {
    return {
      text: i18n.t('popup.batch.line.running', [numberLabel(done), numberLabel(total)]),
      tone: 'plain',
    };
  }
  if (accepted === total) return { text: i18n.t('popup.batch.line.accepted'), tone: 'good' };
  const not = total - accepted - unknown;
  if (not === 0) {
    return {
      text: i18n.t('popup.batch.line.onlyUnknown', [numberLabel(accepted), numberLabel(unknown)]),
      tone: 'warn',
    };
  }
  return unknown === 0
    ? {
        text: i18n.t('popup.batch.line.mixed', [numberLabel(accepted), numberLabel(not)]),
        tone: 'danger',
      }
    : {
        text: i18n.t('popup.batch.line.unknown', [
          numberLabel(accepted),
          numberLabel(not),
          numberLabel(unknown),
        ]),
        tone: 'warn',
      };
}

/** As the host looks for them: by name. */
export function inOrder(people: readonly Action[]): Action[] {
  const names = new Map(people.map(({ id, target }) => [id, shownPerson(target)]));
  return people.toSorted((a, b) => compareNames(names.get(a.id) ?? '', names.get(b.id) ?? ''));
}
