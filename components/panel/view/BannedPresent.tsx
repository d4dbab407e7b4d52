import { i18n } from '#i18n';
import { actionAbout, keyMissing, whyNotRemove } from '~/components/panel/model/actions';
import type { BannedPresent } from '~/components/panel/model/bans';
import type { PanelModel } from '~/components/panel/model/model';
import { Notice } from '~/components/ui/Notice';
import { clockOrDay } from '~/components/ui/time';
import { Private } from './lines';

/** How many are named at once, so that the list stays in sight. */
const MOST = 3;

/**
 * Says, politely, who is here although they were banned, and offers to ask for their removal. The page
 * must not find out whom the journal knows.
 */
export function BannedNow({ model }: { model: PanelModel }) {
  const here = model.bans.here.value;
  const more = here.length - MOST;
  return (
    <div role="status" class="banned-now">
      {here.length > 0 && (
        <Notice tone="danger">
          {here.slice(0, MOST).map((present) => (
            <Line key={present.person.id} present={present} model={model} />
          ))}
          {more > 0 && (
            <p class="banned-now__text">
              <Private text={i18n.t('bannedHere.more', more, [String(more)])} />
            </p>
          )}
          <p class="banned-now__text">
            <Private text={i18n.t('bannedHere.stays')} />
          </p>
        </Notice>
      )}
    </div>
  );
}

function Line({ present: { person, ban }, model }: { present: BannedPresent; model: PanelModel }) {
  const name = model.lists.names.value.get(person.id)?.full ?? '';
  const action = actionAbout(model.background.actions.value, person);
  const noKey = keyMissing(model.background.state.value?.key ?? null);
  const blocked = whyNotRemove(person, noKey, action) !== null;
  return (
    <div class="banned-now__line">
      <p class="banned-now__text">
        <Private text={words(name, ban, model.now())} />
      </p>
      {!blocked && (
        <button
          type="button"
          class="button button--small"
          aria-label={i18n.t('panel.row.removeName', [name])}
          onClick={() => void model.requests.remove(person)}
        >
          <Private text={i18n.t('panel.row.remove')} />
        </button>
      )}
    </div>
  );
}

function words(name: string, { certain, at }: BannedPresent['ban'], now: number): string {
  const when = clockOrDay(at, now);
  return certain
    ? i18n.t('bannedHere.banned', [name, when])
    : i18n.t('bannedHere.unclear', [name, when]);
}

/** The same for who cannot see it: the card is closed. */
export function BannedNowUnseen({ model }: { model: PanelModel }) {
  const here = model.bans.here.value.slice(0, MOST);
  return (
    <p role="status" class="visually-hidden">
      {here.map(({ person, ban }) => (
        <Private
          key={person.id}
          text={words(model.lists.names.value.get(person.id)?.full ?? '', ban, model.now())}
        />
      ))}
    </p>
  );
}
