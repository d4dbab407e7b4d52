import { i18n } from '#i18n';
import { type Banned, isBanned } from '~/components/panel/model/bans';
import type { PanelModel, Refused } from '~/components/panel/model/model';
import { type Why, whyNotBan } from '~/components/panel/model/permits';
import { Badge } from '~/components/ui/Badge';
import { clock } from '~/components/ui/clock';
import type { Departure } from '~/utils/meeting/roster';
import type { Named } from '~/utils/meeting/snapshot';
import type { ActionView } from '~/utils/messages/protocol-panel';
import { ActButton } from './ActButton';
import { Avatar } from './Avatar';
import { BanBadge } from './BanBadge';
import { Memo } from './memo';
import { RowNotes } from './RowNotes';
import { Pick, type PickState, rowClass } from './row-parts';
import { UserId, WholeIds } from './UserId';

export interface AbsentRowProps {
  /** Somebody who left a short while ago, or who waits in the lobby. */
  readonly one: Departure | Named;
  readonly name: string;
  readonly full: string;
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

interface AbsentRowState {
  readonly open: boolean;
  readonly why: Why | null;
}

/** Somebody who is not in the room: there is nobody to remove, but a user id can be banned. */
export class AbsentRow extends Memo<AbsentRowProps, AbsentRowState> {
  override state: AbsentRowState = { open: false, why: null };

  private toggle = () => this.setState(({ open }) => ({ open: !open }));
  private explain = (why: Why) => this.setState({ why });
  private ban = () => void this.props.model.banAbsent(this.props.one);
  private pick = (picked: boolean, ranging: boolean) =>
    this.props.model.selection.pick(this.props.one.id, picked, ranging);

  override render() {
    const { one, name, full, unusual, action, refused, banned, bannedWhen, noKey, pick, model } =
      this.props;
    const { open, why } = this.state;
    const notBan = whyNotBan(one, noKey, action);
    return (
      <li class={rowClass(pick)} aria-label={full}>
        {(pick === 'yes' || pick === 'no') && (
          <Pick full={full} picked={pick === 'yes'} onPick={this.pick} />
        )}
        <Avatar id={one.id} name={name} faded />
        <div class="row__who">
          <div class="row__name">
            <bdi class="row__text row__text--soft">{name}</bdi>
            <BanBadge banned={banned} when={bannedWhen} />
            {unusual && <Badge tone="warn">{i18n.t('panel.badge.unusual')}</Badge>}
          </div>
          <div class="row__id">
            <UserId one={one} open={open} onToggle={this.toggle} />
            {'leftAt' in one && <span class="row__when">{leftWords(one)}</span>}
          </div>
        </div>
        {!isBanned(banned) && pick === 'off' && (
          <div class="row__acts">
            <ActButton
              look="danger-quiet"
              label={i18n.t('panel.row.banName', [full])}
              text={i18n.t('panel.row.ban')}
              why={notBan}
              onAct={this.ban}
              onWhy={this.explain}
            />
          </div>
        )}
        {open && <WholeIds one={one} />}
        <RowNotes
          action={action}
          refused={refused}
          why={why === notBan ? why : null}
          onShow={model.showRequest}
        />
      </li>
    );
  }
}

function leftWords({ leftAt, witnessed }: Departure): string {
  const time = clock(leftAt);
  return witnessed ? i18n.t('panel.row.leftAt', [time]) : i18n.t('panel.row.leftBefore', [time]);
}
