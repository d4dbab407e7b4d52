import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { useLoaded } from '~/components/options/use-loaded';
import { Button } from '~/components/ui/Button';
import type { ProtectionProblem } from '~/components/ui/labels/keys';
import { SelectSetting } from '~/components/ui/SelectSetting';
import { shortTime } from '~/components/ui/time';
import type { KeyRules } from '~/utils/keys/deps';
import type { LockState } from '~/utils/keys/lock';
import type { ProtectResult } from '~/utils/keys/passphrase';
import type { KeyProtection } from '~/utils/keys/protection';
import { plural } from '~/utils/language';
import { AUTO_LOCK_CHOICES } from '~/utils/storage/settings';
import { PassphraseForm, type Passphrases } from './PassphraseForm';

type Watch = (changed: () => void) => () => void;
type Task = 'set' | 'change' | 'remove';

/** How the keys are protected, from what, and from what not. One passphrase serves them all. */
export function Protection({
  lock,
  keyring,
  rules,
  watchStorage,
  now,
  onDone,
}: {
  lock: LockState;
  keyring: KeyProtection;
  rules: Pick<KeyRules, 'requirePassphrase'>;
  /** Calls back when a setting or the policy has changed, until the returned function is called. */
  watchStorage: Watch;
  now: () => number;
  /** Says what was done, and reads the keys again. */
  onDone: (text: string) => void;
}) {
  const [task, setTask] = useState<Task | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const wasBusy = useRef(false);

  useEffect(() => {
    if (task === null && wasBusy.current) heading.current?.focus();
    wasBusy.current = task !== null;
  }, [task]);

  /** Runs one task; what it could not open is said with what it did. */
  const run =
    (work: (typed: Passphrases) => Promise<ProtectResult>, done: string) =>
    async (typed: Passphrases): Promise<ProtectionProblem | null> => {
      const result = await work(typed);
      if (!result.ok) return result;
      const left = result.kept.length;
      setTask(null);
      onDone(left === 0 ? done : `${done} ${plural('options.protect.kept', left)}`);
      return null;
    };

  const form = {
    now,
    currentLabel: i18n.t('options.protect.current'),
    onCancel: () => setTask(null),
  };
  const isProtected = lock.state !== 'open';

  return (
    <section class="page__section" aria-labelledby="protect-title">
      <h2 id="protect-title" tabIndex={-1} ref={heading}>
        {i18n.t('options.protect.title')}
      </h2>
      <p class="intro">
        {isProtected
          ? i18n.t('options.protect.passphraseMode')
          : i18n.t('options.protect.deviceMode')}
      </p>
      {lock.state === 'unlocked' && (
        <p class="lock-state">
          <span class="dot dot--good" aria-hidden="true" />
          {lock.until === null
            ? i18n.t('options.protect.unlockedUntilEnd')
            : i18n.t('options.protect.unlockedUntil', [shortTime(lock.until, now())])}
        </p>
      )}
      {task === null && (
        <div class="acts acts--start">
          {!isProtected && (
            <Button onClick={() => setTask('set')}>{i18n.t('options.protect.set')}</Button>
          )}
          {lock.state === 'unlocked' && (
            <Button
              onClick={() => {
                // The notice that comes on top says that it is done. A late answer must not wipe out what is said by then.
                onDone('');
                // This button goes once they are locked.
                heading.current?.focus();
                keyring.lockNow().catch(() => onDone(i18n.t('options.keys.failed')));
              }}
            >
              {i18n.t('options.protect.lockNow')}
            </Button>
          )}
          {isProtected && (
            <>
              <Button onClick={() => setTask('change')}>{i18n.t('options.protect.change')}</Button>
              {!rules.requirePassphrase && (
                <Button onClick={() => setTask('remove')}>
                  {i18n.t('options.protect.remove')}
                </Button>
              )}
            </>
          )}
        </div>
      )}
      {task === 'set' && (
        <PassphraseForm
          {...form}
          asks="next"
          submitLabel={i18n.t('options.protect.setSubmit')}
          onSubmit={run(
            ({ next }) => keyring.setPassphrase(next),
            i18n.t('options.protect.setDone'),
          )}
        />
      )}
      {task === 'change' && (
        <PassphraseForm
          {...form}
          asks="both"
          submitLabel={i18n.t('options.protect.changeSubmit')}
          onSubmit={run(
            ({ current, next }) => keyring.changePassphrase(current, next),
            i18n.t('options.protect.changeDone'),
          )}
        />
      )}
      {task === 'remove' && (
        <PassphraseForm
          {...form}
          asks="current"
          danger
          submitLabel={i18n.t('options.protect.removeSubmit')}
          onSubmit={run(
            ({ current }) => keyring.removePassphrase(current),
            i18n.t('options.protect.removeDone'),
          )}
        />
      )}
      {isProtected && task === null && (
        <AutoLock setting={keyring.autoLock} watch={watchStorage} onDone={onDone} />
      )}
    </section>
  );
}

/** After how long unlocked keys lock automatically. */
function AutoLock({
  setting,
  watch,
  onDone,
}: {
  setting: KeyProtection['autoLock'];
  watch: Watch;
  onDone: (text: string) => void;
}) {
  const [minutes, reload] = useLoaded(setting.look, watch);
  if (minutes.state !== 'ready') return null;

  async function choose(chosen: number | null) {
    await setting.set(chosen).then(
      () => onDone(i18n.t('options.protect.autoLockSaved')),
      () => onDone(i18n.t('options.keys.failed')),
    );
    await reload();
  }

  return (
    <SelectSetting
      label={i18n.t('options.protect.autoLock')}
      hint={i18n.t('options.protect.autoLockHint')}
      value={minutes.value.value}
      fixed={minutes.value.isFixed}
      choices={AUTO_LOCK_CHOICES}
      labelOf={autoLockLabel}
      onChoose={choose}
    />
  );
}

/** @param minutes null for not before the browser ends */
export function autoLockLabel(minutes: number | null): string {
  if (minutes === null) return i18n.t('options.protect.autoLockNever');
  // An organisation may have set any number of them.
  if (minutes % 60 !== 0) return plural('options.protect.minutes', minutes);
  return plural('options.protect.hours', minutes / 60);
}
