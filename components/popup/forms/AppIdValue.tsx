import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Icon } from '~/components/ui/Icon';

/** The common beginning, and what tells one AppID from another at first sight. */
const LONG = /^(vpaas-magic-cookie-.{4}).{3,}(.{4})$/;

/** An AppID in short, and whole on demand. */
export function AppIdValue({ appId }: { readonly appId: string }) {
  const [whole, setWhole] = useState(false);
  const short = appId.replace(LONG, '$1…$2');
  if (short === appId) return <>{appId}</>;
  const label = whole ? i18n.t('popup.facts.lessOfAppId') : i18n.t('popup.facts.wholeAppId');
  return (
    <>
      {whole ? appId : short}
      <button
        type="button"
        class="reveal"
        aria-expanded={whole}
        aria-label={label}
        title={label}
        onClick={() => setWhole(!whole)}
      >
        <Icon name="more" size={16} />
      </button>
    </>
  );
}
