import type { ComponentChild, ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import { actionAbout, keyMissing } from '~/components/panel/model/actions';
import { cameAfter, isBanned, type Standing } from '~/components/panel/model/bans';
import { rowKey, type ShownName } from '~/components/panel/model/lists';
import type { PanelModel } from '~/components/panel/model/model';
import { clockOrDay } from '~/components/ui/time';
import { numberLabel } from '~/utils/language';
import type { PersonElsewhere } from '~/utils/meeting/elsewhere';
import { sameUser } from '~/utils/meeting/identity';
import type { Leave } from '~/utils/meeting/leave';
import type { RosterPerson } from '~/utils/meeting/roster-person';
import type { Named } from '~/utils/meeting/snapshot';
import { Order } from './Order';
import { OtherRooms } from './OtherRooms';
import { AbsentRow, differ, Memo, PersonRow } from './Row';
import type { PickState } from './row-parts';
import { Section } from './Section';

/** All that the lists are drawn from. */
export function peopleProps(model: PanelModel) {
  return {
    model,
    all: model.lists.all.value,
    shown: model.selection.shown.value,
    query: model.lists.query.value,
    names: model.lists.names.value,
    actions: model.background.actions.value,
    standing: model.bans.standing.value,
    refusals: model.requests.refusals.value,
    noKey: keyMissing(model.background.state.value?.key ?? null),
    selecting: model.selection.on.value,
    picked: model.selection.picked.value,
    hasIds: somebodyHasId(model.meeting.people.value),
    /** Why there are none is said once for all by the card. */
    seesIds: !model.meeting.snapshot.value?.blind.includes('identity'),
    sort: model.lists.sort.value,
    mine: model.meeting.people.value.find(({ me }) => me)?.userId ?? null,
  };
}

/** Of the others: one's own user id bans nobody. */
function somebodyHasId(people: readonly RosterPerson[]): boolean {
  return people.some(({ me, userId }) => !me && userId !== null);
}

type PeopleProps = ReturnType<typeof peopleProps>;

type Person = RosterPerson | Leave | PersonElsewhere | Named;

/**
 * The lists: who is here, who is in another room, who left a short while ago, who waits. Rows are by
 * participant id. Moving the card, or news about anything else, does not even look at the rows.
 */
export class People extends Memo<PeopleProps> {
  private shared: object = {};
  private rows = new WeakMap<RosterPerson, { name: ShownName | undefined; row: ComponentChild }>();

  /**
   * The row as it was drawn before where nothing differs: Preact does not look into it again. Not of
   * those who left, few of whom are drawn at a time: what is kept here keeps its elements, too.
   */
  private row = (person: Person): ComponentChild => {
    const name = this.props.names.get(rowKey(person));
    if (!('me' in person)) {
      return (
        <AbsentRow
          key={rowKey(person)}
          person={person}
          hasRooms={this.props.all.elsewhere.length > 0}
          yours={sameUser(person.userId, this.props.mine)}
          {...rowProps(this.props, person, name)}
        />
      );
    }
    const before = this.rows.get(person);
    if (before && before.name === name) return before.row;
    const row = (
      <PersonRow
        key={person.id}
        person={person}
        alike={(name?.namesakes ?? 1) > 1}
        back={isBack(person, this.props.standing(person))}
        hasIds={this.props.hasIds}
        {...rowProps(this.props, person, name)}
      />
    );
    this.rows.set(person, { name, row });
    return row;
  };

  override render({ all, shown, names: _, sort, seesIds, ...shared }: PeopleProps) {
    const { query, hasIds, model } = shared;
    if (differ(this.shared, shared)) this.rows = new WeakMap();
    this.shared = shared;
    const { people, departed, lobby } = all;
    const { here, left, away, waiting } = shown;
    const found = here.length + left.length + waiting.length + away.length;
    return (
      <div class="people">
        {waiting.length > 0 && (
          <Section
            title={i18n.t('panel.lobby')}
            count={counted(waiting, lobby)}
            list={waiting}
            row={this.row}
          />
        )}
        {people.length > 0 && (
          <Section
            title={i18n.t('panel.participants')}
            count={counted(here, people)}
            spoken={query !== ''}
            order={<Order by={sort} onOrder={model.lists.order} />}
            note={!hasIds && seesIds && people.length > 1 && i18n.t('panel.noIds')}
            list={here}
            row={this.row}
          />
        )}
        {people.length === 1 && query === '' && <Empty>{i18n.t('panel.alone')}</Empty>}
        <OtherRooms people={away} row={this.row} />
        {left.length > 0 && (
          <Section
            title={i18n.t('panel.recentlyLeft')}
            count={counted(left, departed)}
            lazy
            list={left}
            row={this.row}
          />
        )}
        {query !== '' && found === 0 && <Empty>{i18n.t('panel.nobodyFound', [query])}</Empty>}
      </div>
    );
  }
}

/** What every row needs, as plain values, so that rows can tell when nothing changed for them. */
function rowProps(
  { model, actions, standing, refusals, noKey, selecting, picked, query }: PeopleProps,
  person: Person,
  name: ShownName | undefined,
) {
  const { banned, at } = standing(person);
  return {
    model,
    noKey,
    query,
    name: name?.name ?? '',
    nameless: name?.nameless ?? false,
    full: name?.full ?? '',
    unusual: (name?.suspicious.length ?? 0) > 0,
    action: 'me' in person ? actionAbout(actions, person) : actions.of(person.id, person.userId),
    banned,
    bannedWhen: at === null ? '' : clockOrDay(at, model.now()),
    refused: refusals.get(rowKey(person)) ?? null,
    pick: selecting ? pickState(person, picked.has(rowKey(person))) : 'off',
  } as const;
}

/** Whether somebody was seen coming after they had been banned. */
function isBack(person: RosterPerson, { banned, at }: Standing): boolean {
  return isBanned(banned) && (person.returned || cameAfter(person, at));
}

function pickState(person: Person, picked: boolean): PickState {
  if ('room' in person) return 'never';
  const selectable = 'me' in person ? !person.me : person.userId !== null;
  if (!selectable) return 'never';
  return picked ? 'yes' : 'no';
}

function counted(found: readonly unknown[], all: readonly unknown[]): string {
  if (found.length === all.length) return String(all.length);
  return i18n.t('panel.found', [numberLabel(found.length), numberLabel(all.length)]);
}

function Empty({ children }: { children: ComponentChildren }) {
  return <p class="empty">{children}</p>;
}
