import { useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { Heading } from '~/components/popup/forms/parts';
import { Button } from '~/components/ui/Button';
import { HelpLink } from '~/components/ui/HelpLink';
import { useAllow } from './Withheld';

interface NoMeetingProps {
  readonly hasKey: boolean;
  readonly focus: boolean;
  /** The browser lets Gavel see meetings on 8x8.vc. */
  readonly sees: boolean;
  readonly allowAccess: () => Promise<boolean>;
  readonly openKeys: () => void;
}

/**
 * No meeting is seen: because there is none, or because the browser keeps 8x8.vc from Gavel (Chrome: “on click”;
 * Firefox: permissions that people can withdraw). Which page the tab shows is not known then.
 */
export function NoMeeting({ hasKey, focus, sees, allowAccess, openKeys }: NoMeetingProps) {
  const { isRefused, allow } = useAllow(allowAccess);
  const wasWithheld = useRef(false);
  wasWithheld.current ||= !sees;

  return (
    <section class="meeting meeting--empty">
      <Heading focus={focus}>{titleOf(sees, wasWithheld.current)}</Heading>
      <div role="status" class="meeting__why">
        {!sees && (
          <p>
            {i18n.t('popup.empty.withheld')} <HelpLink topic="no-panel" />
          </p>
        )}
        {!sees && isRefused && <p>{i18n.t('popup.empty.refused')}</p>}
        {sees && wasWithheld.current && <p>{i18n.t('popup.empty.allowed')}</p>}
      </div>
      {!sees && (
        <Button look="primary" large class="meeting__act" onClick={allow}>
          {i18n.t('popup.allowAccess')}
        </Button>
      )}
      {!hasKey && (
        <p>
          {i18n.t('popup.empty.noKey')} <HelpLink topic="get-key" />
        </p>
      )}
      {hasKey && sees && !wasWithheld.current && (
        <p>
          {i18n.t('popup.empty.hint')} <HelpLink topic="no-panel" />
        </p>
      )}
      {!hasKey && (
        <Button look={sees ? 'primary' : 'plain'} large class="meeting__act" onClick={openKeys}>
          {i18n.t('popup.addKey')}
        </Button>
      )}
    </section>
  );
}

function titleOf(sees: boolean, wasWithheld: boolean): string {
  if (!sees) return i18n.t('popup.empty.withheldTitle');
  return wasWithheld ? i18n.t('popup.empty.allowedTitle') : i18n.t('popup.empty.title');
}
