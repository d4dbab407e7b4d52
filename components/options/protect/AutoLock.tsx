import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { autoLockChoices } from '~/utils/keys/auto-lock';
import type { ProtectionPort } from '~/utils/keys/protection-port';
import { useLoaded } from '../use-loaded';

/** After how long unlocked keys lock by themselves. */
export function AutoLock({
  port,
  onDone,
}: {
  port: ProtectionPort;
  onDone: (text: string) => void;
}) {
  const [minutes, reload] = useLoaded(port.readAutoLock);
  const id = useId();
  if (minutes.state !== 'ready') return null;

  async function choose(value: string) {
    const chosen = autoLockChoices.find((one) => String(one) === value);
    if (chosen === undefined) return;
    await port.writeAutoLock(chosen).then(
      () => onDone(i18n.t('options.protect.autoLockSaved')),
      () => onDone(i18n.t('options.keys.failed')),
    );
    await reload();
  }

  return (
    <div class="auto-lock">
      <label class="label" for={id}>
        {i18n.t('options.protect.autoLock')}
      </label>
      <select
        class="field select"
        id={id}
        value={String(minutes.value)}
        aria-describedby={`${id}-hint`}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {autoLockChoices.map((one) => (
          <option key={String(one)} value={String(one)}>
            {choiceWords(one)}
          </option>
        ))}
      </select>
      <p class="hint" id={`${id}-hint`}>
        {i18n.t('options.protect.autoLockHint')}
      </p>
    </div>
  );
}

function choiceWords(minutes: number | null): string {
  if (minutes === null) return i18n.t('options.protect.autoLockNever');
  if (minutes < 60) return i18n.t('options.protect.minutes', minutes, [String(minutes)]);
  return i18n.t('options.protect.hours', minutes / 60, [String(minutes / 60)]);
}
