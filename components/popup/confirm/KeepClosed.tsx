import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { HelpLink } from '~/components/ui/HelpLink';
import { CLOSURE_MINUTES, type ClosureMinutes } from '~/utils/journal/action';
import { plural } from '~/utils/language';

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
              <HelpLink topic="keep-closed">{i18n.t('popup.closure.lobbyLink')}</HelpLink>
            </p>
          </>
        )}
      </div>
    </div>
  );
}
