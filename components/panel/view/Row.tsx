import { Component } from 'preact';
import { i18n } from '#i18n';
import { canBeBanned, type Why, whyNotBan, whyNotRemove } from '~/components/panel/model/actions';
import { type Banned, isBanned } from '~/components/panel/model/bans';
import { rowKey } from '~/components/panel/model/lists';
import type { PanelModel } from '~/components/panel/model/model';
import type { Refused } from '~/components/panel/model/requests';
import { Avatar } from '~/components/ui/Avatar';
import { clock } from '~/components/ui/time';
import type { PersonElsewhere } from '~/utils/meeting/elsewhere';
import type { Leave } from '~/utils/meeting/leave';
import type { RosterPerson } from '~/utils/meeting/roster-person';
import type { Named } from '~/utils/meeting/snapshot';
import type { ActionView } from '~/utils/messages/protocol-panel';
import { banFacts, Face, FactBadge, FactWords, factsOf } from './row-facts';
import { Lead, SecondId, TokenName, WholeIds } from './row-ids';
import { ActButton, Pick, type PickState, RowNotes, rowClass } from './row-parts';

/**
 * A component that is drawn again only when one of its properties is another value. With 500 rows,
 * one change then draws one row. Properties must be plain values or keep their identity.
 */
export abstract class Memo<P extends object, S = object> extends Component<P, S> {
  override shouldComponentUpdate(next: Readonly<P>, state: Readonly<S>): boolean {
    return differ(this.props, next) || differ(this.state, state);
  }
}

/** Whether any property is another value. */
export function differ(a: object, b: object): boolean {
  if (a === b) return false;
  const before = a as Record<string, unknown>;
  const after = b as Record<string, unknown>;
  for (const key in after) if (!Object.is(before[key], after[key])) return true;
  for (const key in before) if (!(key in after)) return true;
  return false;
}

/** What every row has, whoever it is about. */
interface RowProps {
  /** The name; a short id where there is none. */
  readonly name: string;
  readonly nameless: boolean;
  /** The name, with an id in brackets where it takes one to tell people apart. */
  readonly full: string;
  /** The name has characters that could deceive. */
  readonly unusual: boolean;
  readonly action: ActionView | null;
  readonly refused: Refused | null;
  readonly banned: Banned;
  /** When this user id was banned: a time or a day. */
  readonly bannedWhen: string;
  readonly noKey: boolean;
  readonly pick: PickState;
  /** What is searched for. */
  readonly query: string;
  readonly model: PanelModel;
}

export interface PersonRowProps extends RowProps {
  readonly person: RosterPerson;
  /** Somebody else here has the same or a look-alike name. */
  readonly alike: boolean;
  /** They were seen coming after they had been banned. */
  readonly back: boolean;
  /** Somebody in the room has a user id: of who has none it says what can be done. */
  readonly hasIds: boolean;
}

interface RowState {
  /** The whole ids are shown. */
  readonly open: boolean;
  /** Why what was clicked cannot be done. */
  readonly why: Why | null;
}

/** What a row does whoever it is about. */
abstract class Row<P extends { readonly model: PanelModel }> extends Memo<P, RowState> {
  override state: RowState = { open: false, why: null };

  /** Whoever it is about, as {@link rowKey} names them. */
  protected abstract get key(): string;

  protected toggle = () => this.setState(({ open }) => ({ open: !open }));
  protected explain = (why: Why) => this.setState({ why });
  protected pick = (picked: boolean, ranging: boolean) =>
    this.props.model.selection.pick(this.key, picked, ranging);
}

/** Somebody in the room. */
export class PersonRow extends Row<PersonRowProps> {
  protected override get key() {
    return rowKey(this.props.person);
  }

  private ban = () => void this.props.model.requests.ban(this.props.person);
  private remove = () => void this.props.model.requests.remove(this.props.person);
  override render() {
    const { person, name, nameless, full, action, refused, banned, noKey, pick, query } =
      this.props;
    const { open, why } = this.state;
    const facts = factsOf(this.props);
    const toggle = { open, query, onToggle: this.toggle };
    const remedy = person.me || !this.props.hasIds ? null : 'remove';
    const notBan = whyNotBan(person, noKey, action);
    const notRemove = whyNotRemove(person, noKey, action);
    // A reason that was shown goes when it no longer holds.
    const shownWhy = why === notBan || why === notRemove ? why : null;
    return (
      <li class={rowClass(pick)} aria-label={full} data-id={person.id}>
        {(pick === 'yes' || pick === 'no') && (
          <Pick full={full} picked={pick === 'yes'} onPick={this.pick} />
        )}
        <Face person={person} />
        <div class="row__who">
          <div class="row__name">
            <Lead {...{ person, name, nameless, ...toggle }} />
            <FactBadge facts={facts} />
          </div>
          <TokenName person={person} query={query} />
          <div class="row__id">
            <SecondId {...{ person, nameless, remedy, ...toggle }} />
            <FactWords facts={facts} />
          </div>
        </div>
        {!person.me && pick === 'off' && (
          <div class="row__acts">
            <ActButton
              look="plain"
              label={i18n.t('panel.row.removeName', [full])}
              text={i18n.t('panel.row.remove')}
              letter="K"
              why={notRemove}
              onAct={this.remove}
              onWhy={this.explain}
            />
            {!isBanned(banned) && canBeBanned(person) && (
              <ActButton
                look="danger-quiet"
                label={i18n.t('panel.row.banName', [full])}
                text={i18n.t('panel.row.ban')}
                letter="B"
                why={notBan}
                onAct={this.ban}
                onWhy={this.explain}
              />
            )}
          </div>
        )}
        {open && <WholeIds person={person} />}
        <RowNotes action={action} refused={refused} why={shownWhy} />
      </li>
    );
  }
}

export interface AbsentRowProps extends RowProps {
  /** Somebody who left a short while ago, who is in another room, or who waits in the lobby. */
  readonly person: Leave | PersonElsewhere | Named;
  /** They have the host's own user id. */
  readonly yours: boolean;
  /** This meeting has other rooms. */
  readonly hasRooms: boolean;
}

/** Somebody who is not in the room: there is nobody to remove, but a user id can be banned. */
export class AbsentRow extends Row<AbsentRowProps> {
  protected override get key() {
    return rowKey(this.props.person);
  }

  private ban = () => void this.props.model.requests.banAbsent(this.props.person);
  override render() {
    const { person, name, nameless, yours, hasRooms, full, unusual, action, refused } = this.props;
    const { banned, bannedWhen, noKey, pick, query } = this.props;
    const { open, why } = this.state;
    const notBan = whyNotBan({ sharesMine: yours }, noKey, action);
    const toggle = { open, query, onToggle: this.toggle };
    const facts = banFacts(banned, bannedWhen);
    if (unusual) facts.push({ text: i18n.t('panel.badge.unusual'), tone: 'warn' });
    if ('room' in person && person.role === 'moderator') {
      facts.push({ text: i18n.t('panel.badge.moderator'), tone: 'plain' });
    }
    return (
      <li class={rowClass(pick)} aria-label={full}>
        {(pick === 'yes' || pick === 'no') && (
          <Pick full={full} picked={pick === 'yes'} onPick={this.pick} />
        )}
        <Avatar name={person.name} look="faded" {...('kind' in person && { kind: person.kind })} />
        <div class="row__who">
          <div class="row__name">
            <Lead {...{ person, name, nameless, ...toggle }} soft />
            <FactBadge facts={facts} />
          </div>
          {'tokenName' in person && <TokenName person={person} query={query} />}
          <div class="row__id">
            <SecondId {...{ person, nameless, remedy: null, ...toggle }} />
            <FactWords facts={facts} />
            {'leftAt' in person && <span class="row__word">{leftLabel(person, hasRooms)}</span>}
          </div>
        </div>
        {!isBanned(banned) && canBeBanned(person) && pick === 'off' && (
          <div class="row__acts">
            <ActButton
              look="danger-quiet"
              label={i18n.t('panel.row.banName', [full])}
              text={i18n.t('panel.row.ban')}
              letter="B"
              why={notBan}
              onAct={this.ban}
              onWhy={this.explain}
            />
          </div>
        )}
        {open && <WholeIds person={person} />}
        <RowNotes action={action} refused={refused} why={why === notBan ? why : null} />
      </li>
    );
  }
}

/** Where there are other rooms, somebody who cannot be told from others may be in one of them. */
function leftLabel({ leftAt, witnessed }: Leave, hasRooms: boolean): string {
  const time = clock(leftAt);
  if (witnessed && hasRooms) return i18n.t('panel.row.leftRoomAt', [time]);
  return witnessed ? i18n.t('panel.row.leftAt', [time]) : i18n.t('panel.row.leftBefore', [time]);
}
