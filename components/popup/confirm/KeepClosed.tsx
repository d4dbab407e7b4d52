import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { CLOSURE_MINUTES, type ClosureMinutes } from '~/utils/journal/action';
import { plural } from '~/utils/language';

/** Where 8x8 says how an application sets a lobby or a passcode for a meeting (SETTINGS_PROVISIONING). */
const PROVISIONING = 'https://developer.8x8.com/jaas/docs/webhooks-overview';

/** Whether the meeting is kept closed after its end, and what that does and does not do. */
export function KeepClosed({
  minutes,
  onChange,
}: {
  readonly minutes: ClosureMinutes | null;
  readonly onChange: (minutes: ClosureMinutes | null) => void;
}) {
  const id = useId();
  return (
    <div class="keep-closed">
      <label class="label" for={id}>
        {i18n.t('popup.closure.label')}
      </label>
      <select
        id={id}
        class="field select"
        value={minutes ?? ''}
        aria-describedby={`${id}-hint`}
        onChange={({ currentTarget: { value } }) =>
          onChange(CLOSURE_MINUTES.find((one) => String(one) === value) ?? null)
        }
      >
        <option value="">{i18n.t('popup.closure.no')}</option>
        {CLOSURE_MINUTES.map((one) => (
          <option key={one} value={one}>
            {plural('popup.closure.for', one)}
          </option>
        ))}
      </select>
      <div id={`${id}-hint`} class="hint" role="status">
        {minutes !== null && (
          <>
            <p>{i18n.t('popup.closure.means')}</p>
            <p>
              {i18n.t('popup.closure.lobby')}{' '}
              <a class="link" href={PROVISIONING} target="_blank" rel="noopener noreferrer">
                {i18n.t('popup.closure.lobbyLink')}
              </a>
            </p>
          </>
        )}
      </div>
    </div>
  );
}
