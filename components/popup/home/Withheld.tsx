import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { Notice } from '~/components/ui/Notice';

/** That the browser keeps a host from Gavel that requests go to, with the button that asks for it. */
export function WithheldNotice({
  allowAccess,
  above = false,
}: {
  readonly allowAccess: () => Promise<boolean>;
  /** It stands above a view of its own. */
  readonly above?: boolean;
}) {
  const { isRefused, allow } = useAllow(allowAccess);
  const notice = (
    <Notice tone="danger" role="alert">
      <p>{i18n.t('popup.withheld')}</p>
      {isRefused && <p>{i18n.t('popup.empty.refused')}</p>}
      <Button onClick={allow}>{i18n.t('popup.allowAccess')}</Button>
    </Notice>
  );
  return above ? <div class="waiting">{notice}</div> : notice;
}

/** Asks for access at a click, and knows whether it was refused. */
export function useAllow(allowAccess: () => Promise<boolean>) {
  const [isRefused, setRefused] = useState(false);
  return {
    isRefused,
    allow: () => {
      // The request must be the first thing in the click, or the browser refuses to ask.
      void allowAccess()
        .catch(() => false)
        .then((isAllowed) => setRefused(!isAllowed));
    },
  };
}
