import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { isSilent } from '~/components/panel/model/actions';
import type { LastRefusal } from '~/components/panel/model/requests';
import { Icon } from '~/components/ui/Icon';
import { isOneOfMany } from '~/utils/journal/request-id';
import type { ActionView } from '~/utils/messages/protocol-panel';
import { aboutWhom, actionLines, type Line, Lines, lastEventAt, refusedLine } from './lines';

interface NewsProps {
  readonly actions: readonly ActionView[];
  readonly refused: LastRefusal | null;
  readonly onShow: () => void;
}

interface Item {
  /** Changes with every new event, so that what was dismissed stays away and news does not. */
  readonly key: string;
  /** In milliseconds since 1970; the newer item is shown. */
  readonly at: number;
  readonly about: string;
  readonly lines: readonly Line[];
  readonly waits: boolean;
  /** The person's row says it too, where the host has just clicked: enough to speak it. */
  readonly inRow: boolean;
}

/**
 * The newest outcome, in view whatever the list shows, and spoken politely. A row may have moved
 * down to "Recently left" or be filtered away by the time JaaS answers.
 */
export function News({ actions, refused, onShow }: NewsProps) {
  const [dismissed, setDismissed] = useState('');
  const items = [refused && refusal(refused), newest(actions)];
  const shown = items
    .filter((item) => item !== null)
    .filter(({ key }) => key !== dismissed)
    .reduce<Item | null>((best, item) => (best === null || item.at > best.at ? item : best), null);
  return (
    <div class={shown === null || shown.inRow ? 'news news--quiet' : 'news'}>
      <div role="status" class="news__text">
        {shown && (
          <div key={shown.key}>
            <div class="news__about">
              <bdi>{shown.about}</bdi>
            </div>
            <Lines lines={shown.lines} />
          </div>
        )}
      </div>
      {shown?.waits && !shown.inRow && (
        <button type="button" class="link" onClick={onShow}>
          {i18n.t('panel.row.show')}
        </button>
      )}
      {shown && !shown.waits && (
        <button
          type="button"
          class="button button--icon button--small"
          aria-label={i18n.t('panel.dismiss')}
          onClick={() => setDismissed(shown.key)}
        >
          <Icon name="close" size={14} />
        </button>
      )}
    </div>
  );
}

function refusal({ why, about, at }: LastRefusal): Item {
  const key = `${about} ${why} ${at}`;
  return { key, at, about, lines: [refusedLine(why)], waits: false, inRow: false };
}

function newest(actions: readonly ActionView[]): Item | null {
  let last: ActionView | null = null;
  for (const action of actions) {
    // Requests about many have a place of their own.
    if (isSilent(action) || isOneOfMany(action)) continue;
    if (last === null || lastEventAt(action) > lastEventAt(last)) last = action;
  }
  const lines = last === null ? [] : actionLines(last);
  if (last === null || lines.length === 0) return null;
  const key = [last.id, last.state, last.leftAt, ...last.steps.map(({ state }) => state)].join(' ');
  const waits = last.state === 'pending';
  const at = lastEventAt(last);
  return { key, at, about: aboutWhom(last), lines, waits, inRow: waits && last.target !== null };
}
