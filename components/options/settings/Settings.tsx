import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { useLoaded } from '~/components/options/use-loaded';
import { Notice } from '~/components/ui/Notice';
import { AT_ONCE } from '~/utils/storage/people-at-once';

/** Where the setting is kept. */
export interface AtOncePort {
  read(): Promise<number>;
  write(people: number): Promise<void>;
}

/** How many people of a batch are banned and removed at the same time. */
export function AtOnceSetting({ port }: { port: AtOncePort }) {
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
