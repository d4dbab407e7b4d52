import { i18n } from '#i18n';
import { type Banned, isBanned } from '~/components/panel/model/bans';
import type { PanelModel, Refused } from '~/components/panel/model/model';
import { type Why, whyNotBan, whyNotRemove } from '~/components/panel/model/permits';
import { Badge } from '~/components/ui/Badge';
import type { RosterPerson } from '~/utils/meeting/roster-person';
import type { ActionView } from '~/utils/messages/protocol-panel';
import { ActButton } from './ActButton';
import { Avatar } from './Avatar';
import { BanBadge } from './BanBadge';
import { Memo } from './memo';
import { RowNotes } from './RowNotes';
import { Pick, type PickState, rowClass } from './row-parts';
import { UserId, WholeIds } from './UserId';

export interface PersonRowProps {
  readonly person: RosterPerson;
  readonly name: string;
  /** The name, with an id in brackets where it takes one to tell people apart. */
  readonly full: string;
  /** Somebody else here has the same or a look-alike name. */
  readonly alike: boolean;
  /** The name has characters that could deceive. */
  readonly unusual: boolean;
  readonly action: ActionView | null;
  readonly refused: Refused | null;
  readonly banned: Banned;
  /** When this user id was banned: a time or a day. */
  readonly bannedWhen: string;
  readonly noKey: boolean;
  readonly pick: PickState;
  readonly model: PanelModel;
}

interface PersonRowState {
  readonly open: boolean;
  readonly why: Why | null;
}

/** Somebody in the room. */
export class PersonRow extends Memo<PersonRowProps, PersonRowState> {
  override state: PersonRowState = { open: false, why: null };

  private toggle = () => this.setState(({ open }) => ({ open: !open }));
  private explain = (why: Why) => this.setState({ why });
  private ban = () => void this.props.model.ban(this.props.person);
  private remove = () => void this.props.model.remove(this.props.person);
  private pick = (picked: boolean, ranging: boolean) =>
    this.props.model.selection.pick(this.props.person.id, picked, ranging);

  override render() {
    const { person, name, full, action, refused, banned, noKey, pick, model } = this.props;
    const { open, why } = this.state;
    const notBan = whyNotBan(person, noKey, action);
    const notRemove = whyNotRemove(noKey, action);
    // A reason that was shown goes when it no longer holds.
    const shownWhy = why === notBan || why === notRemove ? why : null;
    return (
      <li class={rowClass(pick)} aria-label={full}>
        {(pick === 'yes' || pick === 'no') && (
          <Pick full={full} picked={pick === 'yes'} onPick={this.pick} />
        )}
        <Avatar id={person.id} name={name} />
        <div class="row__who">
          <div class="row__name">
            <bdi class="row__text">{name}</bdi>
            <PersonBadges {...this.props} />
          </div>
          <div class="row__id">
            <UserId one={person} open={open} onToggle={this.toggle} />
          </div>
        </div>
        {!person.me && pick === 'off' && (
          <div class="row__acts">
            <ActButton
              look="plain"
              label={i18n.t('panel.row.removeName', [full])}
              text={i18n.t('panel.row.remove')}
              why={notRemove}
              onAct={this.remove}
              onWhy={this.explain}
            />
            {!isBanned(banned) && (
              <ActButton
                look="danger-quiet"
                label={i18n.t('panel.row.banName', [full])}
                text={i18n.t('panel.row.ban')}
                why={notBan}
                onAct={this.ban}
                onWhy={this.explain}
              />
            )}
          </div>
        )}
        {open && <WholeIds one={person} />}
        <RowNotes action={action} refused={refused} why={shownWhy} onShow={model.showRequest} />
      </li>
    );
  }
}

function PersonBadges({ person, alike, unusual, banned, bannedWhen }: PersonRowProps) {
  return (
    <>
      {person.me && <Badge>{i18n.t('panel.badge.you')}</Badge>}
      {person.role === 'moderator' && <Badge>{i18n.t('panel.badge.moderator')}</Badge>}
      {person.kind === 'dial-in' && <Badge>{i18n.t('panel.badge.dialIn')}</Badge>}
      {person.kind === 'bot' && <Badge>{i18n.t('panel.badge.bot')}</Badge>}
      {person.hand && <Badge>{i18n.t('panel.badge.hand')}</Badge>}
      <BanBadge banned={banned} when={bannedWhen} />
      {person.returned && <Badge tone="warn">{i18n.t('panel.badge.returned')}</Badge>}
      {person.sharing > 1 && (
        <Badge tone="warn">{i18n.t('panel.badge.sharedId', [String(person.sharing)])}</Badge>
      )}
      {alike && <Badge tone="warn">{i18n.t('panel.badge.sameName')}</Badge>}
      {unusual && <Badge tone="warn">{i18n.t('panel.badge.unusual')}</Badge>}
    </>
  );
}
