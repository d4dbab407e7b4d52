import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { ActivityPort } from '~/components/options/activity/journal-index';
import { useLoaded } from '~/components/options/use-loaded';
import { Notice } from '~/components/ui/Notice';
import { SelectSetting } from '~/components/ui/SelectSetting';
import { numberLabel } from '~/utils/language';
import type { ReadPolicy } from '~/utils/organisation/policy';
import type { FixableSetting } from '~/utils/storage/item';
import { AT_ONCE } from '~/utils/storage/settings';
import { type Access, AccessSettings } from './Access';
import { ExtraHosts, type ExtraHostsPort } from './ExtraHosts';
import { OrganisationSettings } from './Organisation';
import { KeepActivity } from './Retention';
import { Shortcuts, type ShortcutsPort } from './Shortcuts';

/** What holds for all keys, in the order in which people look for it. What belongs to one key is set at that key. */
export function SettingsPage({
  access,
  activity,
  extraHosts,
  notify,
  atOnce,
  shortcuts,
  policy,
  watchStorage,
  now,
}: {
  access: Access;
  activity: ActivityPort;
  extraHosts: ExtraHostsPort;
  notify: NotifyPort;
  atOnce: FixableSetting<number>;
  shortcuts: ShortcutsPort;
  policy: ReadPolicy;
  /** Calls back when a setting or the policy has changed, until the returned function is called. */
  watchStorage: (changed: () => void) => () => void;
  now: () => number;
}) {
  return (
    <>
      <p class="intro page__section">
        {i18n.t('options.settings.keysHint')}{' '}
        <a class="link" href="#keys">
          {i18n.t('options.settings.keysLink')}
        </a>
      </p>
      <OrganisationSettings read={policy} />
      <NotifySettings port={notify} />
      <KeepActivity port={activity} watch={watchStorage} now={now} />
      <AtOnceSetting setting={atOnce} watch={watchStorage} />
      <AccessSettings access={access} />
      <Shortcuts port={shortcuts} />
      <ExtraHosts port={extraHosts} wanted={policy.policy.extraHosts} />
    </>
  );
}

/** Whether the system's notifications tell of banned people in a meeting. */
function NotifySettings({ port }: { port: NotifyPort }) {
  const [on, reload] = useLoaded(port.isOn, port.watch);
  const [error, setError] = useState<'refused' | 'failed' | null>(null);
  const id = useId();
  if (on.state !== 'ready') return null;

  async function turn(wanted: boolean) {
    // The request must be the first thing in the click, or the browser refuses to ask.
    const answer = wanted ? port.switchOn() : port.switchOff();
    const done = await answer.catch(() => false);
    setError(done ? null : wanted ? 'refused' : 'failed');
    await reload();
  }

  return (
    <section class="page__section">
      <h2>{i18n.t('bannedHere.setting.title')}</h2>
      <label class="check" for={id}>
        <input
          type="checkbox"
          id={id}
          checked={on.value}
          aria-describedby={`${id}-hint`}
          onChange={(event) => {
            const box = event.currentTarget;
            const wanted = box.checked;
            // The browser decides; the box shows what it decided.
            box.checked = on.value;
            void turn(wanted);
          }}
        />
        <span>{i18n.t('bannedHere.setting.label')}</span>
      </label>
      <p class="hint" id={`${id}-hint`}>
        {i18n.t('bannedHere.setting.hint')}
      </p>
      <div role="status" class="answer">
        {error !== null && <Notice tone="warn">{i18n.t(`bannedHere.setting.${error}`)}</Notice>}
      </div>
    </section>
  );
}

/** Whether Gavel may use the system's notifications: the browser's permission is the switch itself. */
export interface NotifyPort {
  isOn(): Promise<boolean>;
  /** Asks the person. Works only inside a click. */
  switchOn(): Promise<boolean>;
  /** Gives the permission back. */
  switchOff(): Promise<boolean>;
  /** Calls back after every change, until the returned function is called. */
  watch(changed: () => void): () => void;
}

/** How many people of a batch are banned and removed at the same time. */
function AtOnceSetting({
  setting,
  watch,
}: {
  setting: FixableSetting<number>;
  watch: (changed: () => void) => () => void;
}) {
  const [people, reload] = useLoaded(setting.look, watch);
  const [said, setSaid] = useState<string | null>(null);
  if (people.state !== 'ready') return null;
  const { value, isFixed } = people.value;

  async function choose(chosen: number) {
    setSaid(null);
    await setting.set(chosen).then(
      () => setSaid(i18n.t('options.batch.saved')),
      () => setSaid(i18n.t('options.batch.failed')),
    );
    await reload();
  }

  return (
    <section class="page__section">
      <h2>{i18n.t('options.batch.title')}</h2>
      <SelectSetting
        label={i18n.t('options.batch.atOnce')}
        hint={i18n.t('options.batch.hint')}
        value={value}
        fixed={isFixed}
        choices={CHOICES}
        labelOf={(one) =>
          one === AT_ONCE.usual ? i18n.t('options.batch.usual', [numberLabel(one)]) : String(one)
        }
        onChoose={choose}
      />
      <div role="status" class="answer">
        {said !== null && !isFixed && <Notice>{said}</Notice>}
      </div>
    </section>
  );
}

const CHOICES = Array.from(
  { length: AT_ONCE.most - AT_ONCE.least + 1 },
  (_, at) => AT_ONCE.least + at,
);
