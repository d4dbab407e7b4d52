import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { Icon } from '~/components/ui/Icon';
import type { PopupState } from '~/utils/messages/protocol';

/** What is seldom needed: the forms of manual actions, on demand, and the ways to the options page. */
export function More({
  data,
  isOpen,
  onBanUserId,
  onBanToken,
  onEndByName,
  onCall,
  openActivity,
  openKeys,
}: {
  readonly data: PopupState;
  /** Shown from the start: there is nothing else to be done. */
  readonly isOpen: boolean;
  readonly onBanUserId: () => void;
  readonly onBanToken: () => void;
  readonly onEndByName: () => void;
  readonly onCall: () => void;
  readonly openActivity: () => void;
  readonly openKeys: () => void;
}) {
  const id = useId();
  /** Null as long as the host has not said otherwise. */
  const [pressed, setPressed] = useState<boolean | null>(null);
  const open = pressed ?? isOpen;
  const hasKey = data.keys.length > 0;
  // A call goes into an open meeting, and needs the key of its AppID.
  const mayCall = data.meetings.some(({ key }) => key.state !== 'none');
  return (
    <div class="more">
      <div class="more__bar">
        {hasKey && (
          <Button
            class="more__open"
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setPressed(!open)}
          >
            {i18n.t('popup.byHand.more')}
            <Icon name="next" size={16} />
          </Button>
        )}
        <span class="more__ways">
          <Way icon="activity" name={i18n.t('popup.footer.activity')} onClick={openActivity} />
          <Way icon="options" name={i18n.t('popup.footer.options')} onClick={openKeys} />
        </span>
      </div>
      {hasKey && (
        <div id={id} class="more__forms" hidden={!open}>
          <Button onClick={onBanUserId}>{i18n.t('popup.byHand.userId')}</Button>
          <Button onClick={onBanToken}>{i18n.t('popup.byHand.token')}</Button>
          <Button onClick={onEndByName}>{i18n.t('popup.byHand.endByName')}</Button>
          {mayCall && <Button onClick={onCall}>{i18n.t('popup.byHand.phone')}</Button>}
        </div>
      )}
    </div>
  );
}

/** The way to a page of the options, which opens in a tab of its own. */
function Way({
  icon,
  name,
  onClick,
}: {
  readonly icon: 'activity' | 'options';
  readonly name: string;
  readonly onClick: () => void;
}) {
  return (
    <Button look="icon" aria-label={name} title={name} onClick={onClick}>
      <Icon name={icon} />
    </Button>
  );
}
