import { i18n } from '#i18n';
import { actionAbout, keyMissing, whyNotRemove } from '~/components/panel/model/actions';
import { type BannedPresent, cameAfter } from '~/components/panel/model/bans';
import type { PanelModel } from '~/components/panel/model/model';
import { Notice } from '~/components/ui/Notice';
import { clockOrDay } from '~/components/ui/time';
import { plural } from '~/utils/language';
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
              <Private text={plural('bannedHere.more', more)} />
            </p>
          )}
        </Notice>
      )}
    </div>
  );
}

function Line({ present, model }: { present: BannedPresent; model: PanelModel }) {
  const { person } = present;
  const name = nameOf(present, model);
  const action = actionAbout(model.background.actions.value, person);
  const noKey = keyMissing(model.background.state.value?.key ?? null);
  const blocked = whyNotRemove(person, noKey, action) !== null;
  return (
    <div class="banned-now__line">
      <p class="banned-now__text">
        <Private text={words(name, present, model.now())} />
      </p>
      {!blocked && (
        <button
          type="button"
          class="button button--small banned-now__act"
          aria-label={i18n.t('bannedHere.removeName', [name])}
          onClick={() => void model.requests.remove(person)}
        >
          <Private text={i18n.t('bannedHere.remove')} />
        </button>
      )}
    </div>
  );
}

function nameOf({ person }: BannedPresent, model: PanelModel): string {
  return model.lists.names.value.get(person.id)?.full ?? '';
}

function words(name: string, { person, ban }: BannedPresent, now: number): string {
  const of = [name, clockOrDay(ban.at, now)] as const;
  if (!ban.certain) return i18n.t('bannedHere.unclear', [...of]);
  return cameAfter(person, ban.at)
    ? i18n.t('bannedHere.back', [...of])
    : i18n.t('bannedHere.banned', [...of]);
}

/** The same for who cannot see it: the card is closed. */
export function BannedNowUnseen({ model }: { model: PanelModel }) {
  const here = model.bans.here.value.slice(0, MOST);
  return (
    <p role="status" class="visually-hidden">
      {here.map((present) => (
        <Private
          key={present.person.id}
          text={words(nameOf(present, model), present, model.now())}
        />
      ))}
    </p>
  );
}
