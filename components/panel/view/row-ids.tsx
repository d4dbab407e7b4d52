import { i18n } from '#i18n';
import { Phrase } from '~/components/ui/Phrase';
import { wordsOf } from '~/utils/meeting/roster-view';
import type { Named } from '~/utils/meeting/snapshot';
import { inLogicalOrder } from '~/utils/names/direction';
import { hasMatch, partsOf } from '~/utils/names/matches';
import { safeId, safeName, shortId } from '~/utils/names/safe-name';
import { Marked } from './Marked';

/** Whose ids and names are shown. Ids are drawn whole or short, but each character of them is seen. */
type Person = Pick<Named, 'id' | 'name' | 'userId' | 'userIdUnreadable' | 'tokenName'>;

interface Toggle {
  /** The whole ids are shown. */
  readonly open: boolean;
  readonly onToggle: () => void;
  /** What is searched for. */
  readonly query: string;
}

/** Characters of an id in front of what a search has matched. */
const BEFORE_MATCH = 3;

/** An id in short, with what a search has matched in sight: whole where its beginning is, else from there on. */
export function shownId(id: string, query: string): string {
  const short = shortId(id);
  const words = wordsOf(query);
  if (words.length === 0 || hasMatch(short, words)) return short;
  const parts = partsOf(safeId(id), words);
  if (!parts.some(({ found }) => found)) return short;
  const texts = parts.map(({ text }) => text);
  if (!parts[0]?.found) texts[0] = `…${[...(texts[0] ?? '')].slice(-BEFORE_MATCH).join('')}`;
  return texts.join('');
}

/** An id in short; pressing it shows the whole ones. */
function IdButton({
  look,
  id,
  label,
  open,
  onToggle,
  query,
}: Toggle & {
  look: string;
  id: string;
  label: 'panel.row.userId' | 'panel.row.participant';
}) {
  const short = shownId(id, query);
  return (
    <button
      type="button"
      class={look}
      aria-expanded={open}
      aria-label={i18n.t(label, [inLogicalOrder(short)])}
      title={inLogicalOrder(safeId(id))}
      onClick={onToggle}
    >
      <bdi class="exact">
        <Marked text={short} query={query} />
      </bdi>
    </button>
  );
}

/** At the head of a row: the name, or the id by which somebody without a name goes. */
export function Lead({
  person,
  name,
  nameless,
  soft = false,
  ...toggle
}: Toggle & { person: Person; name: string; nameless: boolean; soft?: boolean }) {
  const look = soft ? 'row__text row__text--soft' : 'row__text';
  if (!nameless) {
    return (
      <bdi class={look}>
        <Marked text={name} query={toggle.query} />
      </bdi>
    );
  }
  return (
    <IdButton
      look={`id id--lead ${look}`}
      id={person.userId ?? person.id}
      label={person.userId === null ? 'panel.row.participant' : 'panel.row.userId'}
      {...toggle}
    />
  );
}

/** What can be done about somebody whom no ban can reach; `null` where that is said elsewhere. */
type Remedy = 'remove' | null;

/**
 * Under the name: the user id. Where that is the head of the row, the participant id, which is also there where
 * only it has been found.
 */
export function SecondId({
  person,
  nameless,
  remedy,
  ...toggle
}: Toggle & { person: Person; nameless: boolean; remedy: Remedy }) {
  const { query } = toggle;
  if (person.userId === null) {
    if ('room' in person) return <ParticipantId id={person.id} query={query} />;
    const words = person.userIdUnreadable ? 'unreadableUserId' : 'noUserId';
    return (
      <>
        <span>{i18n.t(remedy === null ? `panel.row.${words}` : `panel.row.${words}Remove`)}</span>
        {!nameless && <FoundParticipantId person={person} query={query} />}
      </>
    );
  }
  if (nameless) return <ParticipantId id={person.id} query={query} />;
  return (
    <>
      <IdButton look="id" id={person.userId} label="panel.row.userId" {...toggle} />
      <FoundParticipantId person={person} query={query} />
    </>
  );
}

/** The participant id where nothing else of the row has what is searched for. */
function FoundParticipantId({ person, query }: { person: Person; query: string }) {
  const words = wordsOf(query);
  const { id, name, tokenName, userId } = person;
  const isSeen = [name, tokenName, userId].some((text) => hasMatch(text ?? '', words));
  return isSeen || !hasMatch(id, words) ? null : <ParticipantId id={id} query={query} />;
}

/** The participant id, and that it is one. */
function ParticipantId({ id, query }: { id: string; query: string }) {
  const short = inLogicalOrder(shownId(id, query));
  return (
    <span class="row__word">
      <Phrase text={(slot) => i18n.t('panel.row.participant', [slot])}>
        <Marked text={short} query={query} />
      </Phrase>
    </span>
  );
}

/** What the person's token calls them, where that is something else than their name. */
export function TokenName({ person, query }: { person: Pick<Person, 'tokenName'>; query: string }) {
  const { text } = safeName(person.tokenName);
  if (text === null) return null;
  return (
    <div class="row__token">
      {i18n.t('panel.row.tokenName')}{' '}
      <bdi>
        <Marked text={text} query={query} />
      </bdi>
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
