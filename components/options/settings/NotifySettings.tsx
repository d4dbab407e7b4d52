import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { useLoaded } from '~/components/options/use-loaded';
import { Notice } from '~/components/ui/Notice';
import type { NotifyPort } from './notify-port';

/** Whether the system's notifications tell of banned people in a meeting. */
export function NotifySettings({ port }: { port: NotifyPort }) {
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
