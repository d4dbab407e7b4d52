import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { ActivityPort } from '~/components/options/activity/journal-index';
import { useLoaded } from '~/components/options/use-loaded';
import { Notice } from '~/components/ui/Notice';
import { AT_ONCE } from '~/utils/storage/people-at-once';
import { type Access, AccessSettings } from './Access';
import { MoreHosts, type MoreHostsPort } from './ExtraHosts';
import { KeepActivity } from './Retention';

/** What holds for all keys. What belongs to one key is set at that key. */
export function SettingsPage({
  access,
  activity,
  moreHosts,
  notify,
  atOnce,
  now,
}: {
  access: Access;
  activity: ActivityPort;
  moreHosts: MoreHostsPort;
  notify: NotifyPort;
  atOnce: AtOncePort;
  now: () => number;
}) {
  return (
    <>
      <AccessSettings access={access} />
      <MoreHosts port={moreHosts} />
      <NotifySettings port={notify} />
      <AtOnceSetting port={atOnce} />
      <KeepActivity port={activity} now={now} />
      <p class="hint">
        {i18n.t('options.settings.keysHint')}{' '}
        <a class="link" href="#keys">
          {i18n.t('options.settings.keysLink')}
        </a>
      </p>
    </>
  );
}

/** Whether the system's notifications tell of banned people in a meeting. */
function NotifySettings({ port }: { port: NotifyPort }) {
  const [on, reload] = useLoaded(port.isOn, port.watch);
  const [trouble, setTrouble] = useState<'refused' | 'failed' | null>(null);
  const id = useId();
  if (on.state !== 'ready') return null;

  async function turn(wanted: boolean) {
    // The request must be the first thing in the click, or the browser refuses to ask.
    const answer = wanted ? port.switchOn() : port.switchOff();
    const done = await answer.catch(() => false);
    setTrouble(done ? null : wanted ? 'refused' : 'failed');
    await reload();
  }

  return (
    <section class="section">
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
      <div role="status" class="said">
        {trouble !== null && <Notice tone="warn">{i18n.t(`bannedHere.setting.${trouble}`)}</Notice>}
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

/** Where the setting is kept. */
export interface AtOncePort {
  read(): Promise<number>;
  write(people: number): Promise<void>;
}

/** How many people of a batch are banned and removed at the same time. */
function AtOnceSetting({ port }: { port: AtOncePort }) {
  const [people, reload] = useLoaded(port.read);
  const [said, setSaid] = useState<string | null>(null);
  const id = useId();
  if (people.state !== 'ready') return null;

  async function choose(value: string) {
    setSaid(null);
    await port.write(Number(value)).then(
      () => setSaid(i18n.t('options.batch.saved')),
      () => setSaid(i18n.t('options.batch.failed')),
    );
    await reload();
  }

  return (
    <section class="section">
      <h2>{i18n.t('options.batch.title')}</h2>
      <div class="auto-lock">
        <label class="label" for={id}>
          {i18n.t('options.batch.atOnce')}
        </label>
        <select
          class="field select"
          id={id}
          value={String(people.value)}
          aria-describedby={`${id}-hint`}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {CHOICES.map((one) => (
            <option key={one} value={String(one)}>
              {one === AT_ONCE.usual ? i18n.t('options.batch.usual', [String(one)]) : String(one)}
            </option>
          ))}
        </select>
        <p class="hint" id={`${id}-hint`}>
          {i18n.t('options.batch.hint')}
        </p>
      </div>
      <div role="status" class="said">
        {said !== null && <Notice>{said}</Notice>}
      </div>
    </section>
  );
}

const CHOICES = Array.from(
  { length: AT_ONCE.most - AT_ONCE.least + 1 },
  (_, at) => AT_ONCE.least + at,
);
