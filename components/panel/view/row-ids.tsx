import { i18n } from '#i18n';
import type { Named } from '~/utils/meeting/snapshot';
import { inLogicalOrder } from '~/utils/names/direction';
import { safeId, safeName, shortId } from '~/utils/names/safe-name';

/** Whose ids and names are shown. Ids are drawn whole or short, but each character of them is seen. */
type Person = Pick<Named, 'id' | 'userId' | 'userIdUnreadable' | 'tokenName'>;

interface Toggle {
  /** The whole ids are shown. */
  readonly open: boolean;
  readonly onToggle: () => void;
}

/** UTF-16 code units that fit beside the buttons. */
const SHORT_ENOUGH = 18;

/** An id in short; pressing it shows the whole ones. */
function IdButton({
  look,
  id,
  short,
  label,
  open,
  onToggle,
}: Toggle & { look: string; id: string; short: string; label: string }) {
  return (
    <button
      type="button"
      class={look}
      aria-expanded={open}
      aria-label={label}
      title={inLogicalOrder(safeId(id))}
      onClick={onToggle}
    >
      <bdi class="exact">{short}</bdi>
    </button>
  );
}

/** At the head of a row: the name, or the id by which somebody without a name goes. */
export function Lead({
  person,
  name,
  nameless,
  soft = false,
  open,
  onToggle,
}: Toggle & { person: Person; name: string; nameless: boolean; soft?: boolean }) {
  const look = soft ? 'row__text row__text--soft' : 'row__text';
  if (!nameless) return <bdi class={look}>{name}</bdi>;
  const short = shortId(person.userId ?? person.id);
  const label = person.userId === null ? 'panel.row.participant' : 'panel.row.userId';
  return (
    <IdButton
      look={`id id--lead ${look}`}
      id={person.userId ?? person.id}
      short={short}
      label={i18n.t(label, [inLogicalOrder(short)])}
      open={open}
      onToggle={onToggle}
    />
  );
}

/** Under the name: the user id. Where that is the head of the row, the participant id. */
export function SecondId({
  person,
  nameless,
  open,
  onToggle,
}: Toggle & { person: Person; nameless: boolean }) {
  if (person.userId === null && 'room' in person) return <ParticipantId id={person.id} />;
  if (person.userId === null) {
    const words = person.userIdUnreadable ? 'panel.row.unreadableUserId' : 'panel.row.noUserId';
    return <span>{i18n.t(words)}</span>;
  }
  if (nameless) return <ParticipantId id={person.id} />;
  const whole = safeId(person.userId);
  const short = whole.length <= SHORT_ENOUGH ? whole : shortId(person.userId);
  return (
    <IdButton
      look="id"
      id={person.userId}
      short={short}
      label={i18n.t('panel.row.userId', [inLogicalOrder(short)])}
      open={open}
      onToggle={onToggle}
    />
  );
}

/** The participant id, and that it is one. */
function ParticipantId({ id }: { id: string }) {
  return <span>{i18n.t('panel.row.participant', [inLogicalOrder(shortId(id))])}</span>;
}

/** What the person's token calls them, where that is something else than their name. */
export function TokenName({ person }: { person: Pick<Person, 'tokenName'> }) {
  const { text } = safeName(person.tokenName);
  if (text === null) return null;
  return (
    <div class="row__token">
      {i18n.t('panel.row.tokenName')} <bdi>{text}</bdi>
    </div>
  );
}

/** Both ids whole, every character to be seen. */
export function WholeIds({ person }: { person: Person }) {
  return (
    <dl class="ids">
      {person.userId !== null && (
        <>
          <dt>{i18n.t('panel.row.wholeUserId')}</dt>
          <dd>
            <bdi class="exact">{safeId(person.userId)}</bdi>
          </dd>
        </>
      )}
      <dt>{i18n.t('panel.row.participantId')}</dt>
      <dd>
        <bdi class="exact">{safeId(person.id)}</bdi>
      </dd>
    </dl>
  );
}
