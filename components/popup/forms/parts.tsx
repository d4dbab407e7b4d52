import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import type { AppId } from '~/utils/jaas/app-id';
import type { PopupState } from '~/utils/messages/protocol';

/** Which AppID an action by hand is for; shows nothing to choose where there is only one. */
export function AppIdSelect({
  keys,
  value,
  onChange,
}: {
  readonly keys: PopupState['keys'];
  readonly value: AppId;
  readonly onChange: (appId: AppId) => void;
}) {
  const id = useId();
  if (keys.length < 2) return null;
  return (
    <div>
      <label class="label" for={id}>
        {i18n.t('popup.facts.appId')}
      </label>
      <select
        id={id}
        class="field"
        value={value}
        onChange={(event) => {
          const chosen = keys.find(({ appId }) => appId === event.currentTarget.value);
          if (chosen) onChange(chosen.appId);
        }}
      >
        {keys.map(({ appId, label }) => (
          <option key={appId} value={appId}>
            {label === appId || label === '' ? appId : `${label} · ${appId}`}
          </option>
        ))}
      </select>
    </div>
  );
}
